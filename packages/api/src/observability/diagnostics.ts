import { type DiagLogFunction, DiagLogLevel, diag } from '@opentelemetry/api';
import type { Logger } from '../logger.ts';

/** Most different complaints of the SDK that are passed on. */
const mostMessages = 20;

/** The SDK reports a failed export as an error in JSON, stack and all: its code is what says something. */
function factsOf(message: string): { message: string; code?: string } {
  if (!message.startsWith('{')) return { message: message.slice(0, 300) };
  const code = /"code":"([A-Z0-9_]{1,40})"/.exec(message)?.[1];
  return { message: 'telemetry could not be delivered', ...(code === undefined ? {} : { code }) };
}

/** Passes the SDK's warnings and errors to our log, each once: a collector that is away is one line, not one a batch. */
export function logDiagnosticsOnce(logger: Logger): void {
  const told = new Set<string>();
  const tell: DiagLogFunction = (text) => {
    const { message, ...facts } = factsOf(text);
    if (told.has(message) || told.size >= mostMessages) return;
    told.add(message);
    logger.warn({ part: 'telemetry', ...facts }, message);
  };
  const quiet: DiagLogFunction = () => {};
  diag.setLogger(
    { error: tell, warn: tell, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}

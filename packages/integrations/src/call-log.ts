import type { OnEvent, PolicyEvent } from '@ballast/reliability';
import type { IntegrationLogger } from './logger.ts';

type Line = readonly [level: 'info' | 'warn', fields: object, message: string];

function lineFor(event: PolicyEvent): Line | undefined {
  if (event.type === 'breaker_changed') {
    const { policy: vendor, from, to, retryAfterMs } = event;
    return [to === 'open' ? 'warn' : 'info', { vendor, from, to, retryAfterMs }, 'breaker changed'];
  }
  const of = { vendor: event.operation.policy, operation: event.operation.name };
  switch (event.type) {
    case 'retry_scheduled': {
      const { attempt, delayMs, reason } = event;
      return ['info', { ...of, attempt, delayMs, reason }, 'call will be retried'];
    }
    case 'attempt_timed_out': {
      const { attempt, budgetMs, limit } = event;
      return ['warn', { ...of, attempt, budgetMs, limit }, 'call timed out'];
    }
    case 'gave_up': {
      const { attempts, durationMs, reason, errorType, retryAfterMs } = event;
      const fields = { ...of, attempts, durationMs: Math.round(durationMs), reason, errorType, retryAfterMs };
      return [reason === 'aborted' ? 'info' : 'warn', fields, 'call was given up'];
    }
    default:
      return undefined;
  }
}

/** Writes a line for each retry, timeout and give-up and each change of a breaker. */
export function logsCalls(logger: IntegrationLogger): OnEvent {
  return (event) => {
    const line = lineFor(event);
    if (line === undefined) return;
    const [level, fields, message] = line;
    logger[level](fields, message);
  };
}

import { httpClassifier } from '@ballast/reliability';
import type { IntegrationCode } from './errors.ts';
import type { FailureFacts, ReadFailure } from './operation.ts';

/** Errors are wrapped by fetch and then by the SDK; deeper than this nobody nests them. */
const deepestCause = 5;

const codeOfStatus: Readonly<Record<number, IntegrationCode>> = {
  401: 'reconnect_needed',
  402: 'dependency_quota_exhausted',
  408: 'dependency_unavailable',
  425: 'dependency_unavailable',
  429: 'dependency_rate_limited',
};

/** The status of an SDK's error, wherever it keeps it. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { status, statusCode, response } = error as Record<string, unknown>;
  const inner = typeof response === 'object' && response !== null ? (response as { status?: unknown }) : {};
  const found = Number(status ?? statusCode ?? inner.status);
  return found >= 400 && found <= 599 ? found : undefined;
}

/** The error and what caused it, outermost first. */
function chain(error: unknown): unknown[] {
  const links: unknown[] = [];
  for (let link = error; link !== undefined && link !== null && links.length < deepestCause; ) {
    links.push(link);
    link = typeof link === 'object' && 'cause' in link ? link.cause : undefined;
  }
  return links;
}

function fromStatus(error: unknown, status: number, nowMs: number): FailureFacts {
  const verdict = httpClassifier({ now: () => nowMs })(error);
  const code = codeOfStatus[status] ?? (status >= 500 ? 'dependency_unavailable' : 'dependency_refused');
  return { ...verdict, code, status };
}

/** A body cut short or no JSON at all: something between us and the vendor is ill, and a repeat may mend it. */
const garbled: FailureFacts = {
  code: 'dependency_answer_unusable',
  outcome: 'unknown',
  retryable: true,
  countsAgainstBreaker: true,
};

function systemCode(link: unknown): string | undefined {
  const code = typeof link === 'object' && link !== null && 'code' in link ? link.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/**
 * Reads the errors of fetch and of the SDKs built on it: an answer with a status, a connection that failed, a body
 * that is no JSON. Whatever else is thrown while reading an answer makes that answer unusable.
 */
export const readHttpFailure: ReadFailure = (error, nowMs) => {
  const status = statusOf(error);
  if (status !== undefined) return fromStatus(error, status, nowMs);
  const classify = httpClassifier({ now: () => nowMs });
  const links = chain(error);
  for (const link of links) {
    const verdict = classify({ code: systemCode(link) });
    if (verdict.retryable) {
      return { ...verdict, code: 'dependency_unavailable', vendorCode: systemCode(link) };
    }
  }
  const broken = links.some((link) => link instanceof SyntaxError || systemCode(link)?.startsWith('HPE_'));
  if (broken) return garbled;
  return {
    code: 'dependency_answer_unusable',
    vendorCode: error instanceof Error ? error.name : typeof error,
    outcome: 'unknown',
    retryable: false,
    countsAgainstBreaker: false,
  };
};

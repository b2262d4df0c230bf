import { type HeadersLike, parseRetryAfter } from './retry-after.ts';
import { type Runtime, systemRuntime } from './runtime.ts';
import type { Classify, Verdict } from './verdict.ts';

/** System and undici codes of a connection that was never made: nothing can have happened. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** Codes of a connection that broke: the request may have arrived. */
const brokeOff = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_SOCKET',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
]);
/** Statuses below 500 that a repeat can mend: request timeout, too early, too many requests. */
const mendable = new Set([408, 425, 429]);
/** Statuses from 500 on that a repeat can't mend: not implemented, version not supported. */
const lasting = new Set([501, 505]);

interface Failed {
  readonly status?: unknown;
  readonly statusCode?: unknown;
  readonly headers?: HeadersLike;
  readonly response?: { readonly status?: unknown; readonly headers?: HeadersLike };
  readonly code?: unknown;
  readonly cause?: unknown;
}

function fromStatus(status: number, retryAfterMs: number | undefined): Verdict {
  const told = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status < 500) {
    const rateLimited = status === 429;
    return {
      retryable: mendable.has(status),
      rateLimited,
      countsAgainstBreaker: false,
      outcome: 'rejected',
      ...told,
    };
  }
  // A server that says when to come back refused on purpose; any other 5xx may come after the effect.
  const outcome = retryAfterMs === undefined ? 'unknown' : 'rejected';
  return { retryable: !lasting.has(status), countsAgainstBreaker: true, outcome, ...told };
}

function fromCode(failed: Failed): Verdict {
  const cause =
    typeof failed.cause === 'object' && failed.cause !== null ? (failed.cause as Failed) : undefined;
  const code = String(failed.code ?? cause?.code);
  if (neverConnected.has(code)) return { retryable: true, countsAgainstBreaker: true, outcome: 'not_sent' };
  if (brokeOff.has(code)) return { retryable: true, countsAgainstBreaker: true, outcome: 'unknown' };
  return { retryable: false, countsAgainstBreaker: false, outcome: 'unknown' };
}

/**
 * A classifier for errors of HTTP clients: those of fetch and of most SDKs, which carry `status` (or `statusCode`, or
 * a `response`) and `headers`, or a system `code` of their own or of their cause. What it does not know is neither
 * repeated nor held against the dependency.
 */
export function httpClassifier(runtime: Pick<Runtime, 'now'> = systemRuntime): Classify {
  return (error) => {
    const failed = (typeof error === 'object' && error !== null ? error : {}) as Failed;
    const status = Number(failed.status ?? failed.statusCode ?? failed.response?.status);
    if (!(status >= 400 && status <= 599)) return fromCode(failed);
    return fromStatus(status, parseRetryAfter(failed.headers ?? failed.response?.headers, runtime.now()));
  };
}

import type { HeadersLike } from '@ballast/reliability';
import { readHttpFailure } from '../http-failure.ts';
import type { FailureFacts, ReadFailure } from '../operation.ts';

/** An answer that Slack's SDK would make less of than it says: a 429 whose wait is a date loses its status there. */
export class SlackHttpError extends Error {
  override readonly name = 'SlackHttpError';
  readonly status: number;
  readonly headers: HeadersLike;

  constructor({ status, headers }: Response) {
    super('Slack answered with an HTTP error.');
    this.status = status;
    this.headers = headers;
  }
}

type Kind = Omit<FailureFacts, 'vendorCode'>;

const limited: Kind = {
  code: 'dependency_rate_limited',
  outcome: 'rejected',
  retryable: true,
  countsAgainstBreaker: false,
};
/** Slack says of these itself that some of what was asked may have been done. */
const ill: Kind = {
  code: 'dependency_unavailable',
  outcome: 'unknown',
  retryable: true,
  countsAgainstBreaker: true,
};
const cutShort: Kind = { ...ill, outcome: 'rejected', countsAgainstBreaker: false };
const lockedOut: Kind = {
  code: 'reconnect_needed',
  outcome: 'rejected',
  retryable: false,
  countsAgainstBreaker: false,
};
const refused: Kind = { ...lockedOut, code: 'dependency_refused' };

/** What `{ok: false, error}` means; whatever is not named here was refused for good. */
const kinds: ReadonlyMap<string, Kind> = new Map([
  ['ratelimited', limited],
  ['rate_limited', limited],
  ['internal_error', ill],
  ['fatal_error', ill],
  ['service_unavailable', ill],
  ['request_timeout', cutShort],
  ['invalid_auth', lockedOut],
  ['not_authed', lockedOut],
  ['token_revoked', lockedOut],
  ['token_expired', lockedOut],
  ['account_inactive', lockedOut],
]);

interface Told {
  readonly code?: unknown;
  readonly original?: unknown;
  readonly data?: {
    readonly error?: unknown;
    readonly response_metadata?: { readonly retryAfter?: unknown };
  };
}

/** Reads what Slack's SDK throws. A body that is no JSON comes from it as an error code, which no code looks like. */
export const readSlackFailure: ReadFailure = (error, nowMs) => {
  const { code, original, data } = (typeof error === 'object' && error !== null ? error : {}) as Told;
  if (code !== 'slack_webapi_platform_error') return readHttpFailure(original ?? error, nowMs);
  const said = data?.error;
  if (typeof said !== 'string' || !/^[a-z][a-z0-9_]*$/.test(said)) {
    return readHttpFailure(new SyntaxError('The answer is no JSON.'), nowMs);
  }
  const waitS = data?.response_metadata?.retryAfter;
  const kind = kinds.get(said) ?? refused;
  return typeof waitS === 'number' && kind.retryable
    ? { ...kind, vendorCode: said, retryAfterMs: waitS * 1_000 }
    : { ...kind, vendorCode: said };
};

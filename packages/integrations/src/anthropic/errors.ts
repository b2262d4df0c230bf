import { readHttpFailure } from '../http-failure.ts';
import type { ReadFailure } from '../operation.ts';

/** A spend limit the account set itself: no wait mends it. */
const spendLimit = 'enforced_spend_limit_reached';
const overloaded = 529;

interface Told {
  readonly type?: unknown;
  readonly errorCode?: unknown;
}

/** Reads Anthropic's `{type: 'error', error: {type, details}}`. 529 refuses before any work is done. */
export const readAnthropicFailure: ReadFailure = (error, nowMs) => {
  const facts = readHttpFailure(error, nowMs);
  if (facts.status === undefined) return facts;
  const { type, errorCode } = error as Told;
  const vendorCode = [errorCode, type].find((value) => typeof value === 'string');
  if (facts.status === 429 && errorCode === spendLimit) {
    return { ...facts, code: 'dependency_quota_exhausted', vendorCode, retryable: false };
  }
  if (facts.status === overloaded) return { ...facts, vendorCode, outcome: 'rejected' };
  return { ...facts, vendorCode };
};

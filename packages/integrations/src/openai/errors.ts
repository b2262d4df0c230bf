import { readHttpFailure } from '../http-failure.ts';
import type { ReadFailure } from '../operation.ts';

/** 429s that no wait mends: the account is out of money or over a limit it set itself. */
function isQuota(code: string | undefined, type: string | undefined): boolean {
  if (type === 'insufficient_quota') return true;
  return (
    code !== undefined &&
    (code === 'insufficient_quota' ||
      code === 'credit_balance_exhausted' ||
      code.endsWith('_limit_exceeded')) &&
    code !== 'rate_limit_exceeded'
  );
}

function textOf(error: unknown, key: 'code' | 'type'): string | undefined {
  const value =
    typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Reads OpenAI's `{error: {type, code}}`. Its 409 is a lock that passes; nothing of what is asked has an effect abroad. */
export const readOpenAiFailure: ReadFailure = (error, nowMs) => {
  const facts = readHttpFailure(error, nowMs);
  if (facts.status === undefined) return facts;
  const code = textOf(error, 'code');
  const vendorCode = code ?? textOf(error, 'type');
  if (facts.status === 429 && isQuota(code, textOf(error, 'type'))) {
    return { ...facts, code: 'dependency_quota_exhausted', vendorCode, retryable: false };
  }
  if (facts.status === 409) {
    return { ...facts, code: 'dependency_unavailable', vendorCode, retryable: true };
  }
  return { ...facts, vendorCode };
};

import { readHttpFailure } from '../http-failure.ts';
import type { ReadFailure } from '../operation.ts';

/** The SDK's own name for an error body it could not type. */
const untyped = 'notionhq_client_response_error';
const overloaded = 529;

/**
 * Reads Notion's `{code, message}`. A conflict may have been with our own first attempt, so it counts as unknown; an
 * overload refuses before any work is done.
 */
export const readNotionFailure: ReadFailure = (error, nowMs) => {
  const facts = readHttpFailure(error, nowMs);
  if (facts.status === undefined) return facts;
  const { code } = error as { readonly code?: unknown };
  const vendorCode = typeof code === 'string' && code !== untyped ? code : undefined;
  if (facts.status === 409) {
    return { ...facts, code: 'dependency_unavailable', vendorCode, outcome: 'unknown', retryable: true };
  }
  if (facts.status === overloaded) return { ...facts, vendorCode, outcome: 'rejected' };
  return { ...facts, vendorCode };
};

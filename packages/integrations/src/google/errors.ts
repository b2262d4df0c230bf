import { httpClassifier } from '@ballast/reliability';
import * as z from 'zod';
import { readHttpFailure, statusOf } from '../http-failure.ts';
import type { ReadFailure } from '../operation.ts';

const bodySchema = z.object({
  error: z.object({
    message: z.string().optional(),
    status: z.string().optional(),
    errors: z.array(z.object({ reason: z.string().optional() })).optional(),
  }),
});
const oauthSchema = z.object({ error: z.string() });

/** Asked to slow down, whatever the status: these come as 403 and as 429. */
const rateLimits = new Set(['rateLimitExceeded', 'userRateLimitExceeded']);
/** Used up: no wait worth sitting out mends these. */
const quotas = new Set(['quotaExceeded', 'dailyLimitExceeded', 'dailyLimitExceededUnreg']);

function bodyOf(error: unknown): unknown {
  const { response } = (typeof error === 'object' && error !== null ? error : {}) as {
    readonly response?: { readonly data?: unknown };
  };
  return response?.data;
}

/** Why Google refused, in its own word (`duplicate`, `notFound`); undefined for errors of other shapes. */
export function googleReason(error: unknown): string | undefined {
  const parsed = bodySchema.safeParse(bodyOf(error));
  return parsed.success ? (parsed.data.error.errors?.[0]?.reason ?? parsed.data.error.status) : undefined;
}

/** The wait that stands inside the message ("Retry after 2026-11-23T09:00:00.000Z"), in ms from `nowMs`. */
export function waitInMessage(message: string | undefined, nowMs: number): number | undefined {
  const written = /\bretry after\s+(\d{4}-\d{2}-\d{2}T[0-9:.]+(?:Z|[+-]\d{2}:\d{2}))/i.exec(
    message ?? '',
  )?.[1];
  const atMs = written === undefined ? Number.NaN : Date.parse(written);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}

/** Reads the errors of Gmail and Calendar: `{error: {code, message, errors: [{reason}]}}`. */
export const readGoogleFailure: ReadFailure = (error, nowMs) => {
  const facts = readHttpFailure(error, nowMs);
  const status = statusOf(error);
  const body = bodySchema.safeParse(bodyOf(error));
  if (status === undefined || !body.success) return facts;
  const { message, errors } = body.data.error;
  const vendorCode = errors?.[0]?.reason ?? body.data.error.status;
  if (vendorCode !== undefined && quotas.has(vendorCode)) {
    return { ...facts, code: 'dependency_quota_exhausted', vendorCode, retryable: false };
  }
  if (status === 429 || (status === 403 && rateLimits.has(vendorCode ?? ''))) {
    // The status of a 403 says nothing of limits, so the classifier is asked as if it were the 429 it means.
    const asLimit = httpClassifier({ now: () => nowMs })({ ...(error as object), status: 429 });
    const retryAfterMs = waitInMessage(message, nowMs) ?? facts.retryAfterMs ?? asLimit.retryAfterMs;
    return { ...facts, ...asLimit, code: 'dependency_rate_limited', vendorCode, retryAfterMs };
  }
  // Two writers met; neither was wrong, and nothing was written.
  if (status === 409 && vendorCode === 'aborted') {
    return { ...facts, code: 'dependency_unavailable', vendorCode, retryable: true };
  }
  return { ...facts, vendorCode };
};

/** Reads the token endpoint's `{error: 'invalid_grant'}`: whoever consented took it back, or it ran out. */
export const readOAuthFailure: ReadFailure = (error, nowMs) => {
  const facts = readHttpFailure(error, nowMs);
  const body = oauthSchema.safeParse(bodyOf(error));
  if (facts.status === undefined || !body.success) return facts;
  const vendorCode = body.data.error;
  if (facts.status >= 500 || facts.status === 429) return { ...facts, vendorCode };
  const code = vendorCode === 'invalid_grant' ? 'reconnect_needed' : 'dependency_refused';
  return { ...facts, code, vendorCode, outcome: 'rejected', retryable: false };
};

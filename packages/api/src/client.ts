import { systemRuntime } from '@ballast/reliability/browser';
import { httpLink, type TRPCLink } from '@trpc/client';
import { deadlineLink } from './ladder/client/deadline-link.ts';
import { ladderHeaders } from './ladder/client/headers.ts';
import { idempotencyLink } from './ladder/client/idempotency-link.ts';
import { keepaliveFetch } from './ladder/client/keepalive-fetch.ts';
import { retryLink } from './ladder/client/retry-link.ts';
import { traceHeaders, traceLink } from './ladder/client/trace-link.ts';
import type { AppRouter } from './root.ts';

export { callOptions, withIdempotencyKey } from './ladder/client/call-options.ts';
export type { AppRouter } from './root.ts';

/**
 * The page's links: one key and one deadline a call, retries below them, each call a request of its own, and a write
 * outlives the page that sent it.
 */
export function browserLinks(options: { url: string }): TRPCLink<AppRouter>[] {
  return [
    traceLink({ random: crypto }),
    idempotencyLink({ newKey: () => systemRuntime.uuid() }),
    deadlineLink({ defaultBudgetMs: 30_000, runtime: systemRuntime }),
    retryLink({ runtime: systemRuntime }),
    httpLink({
      url: options.url,
      headers: ({ op }) => ({ ...ladderHeaders(op), ...traceHeaders(op) }),
      fetch: keepaliveFetch((input, init) => fetch(input, init)),
    }),
  ];
}

/**
 * The cron app's links: its keys come from the business fact, and a failed call is the job runner's to repeat, so
 * there are no retries here but for calls that ask for them, which no job stands behind.
 */
export function serviceLinks(options: {
  url: string;
  bearer: string;
  budgetMs?: number;
  /** Headers that carry the caller's trace, asked for at each call. */
  traceHeaders?: () => Record<string, string>;
}): TRPCLink<AppRouter>[] {
  return [
    deadlineLink({ defaultBudgetMs: options.budgetMs ?? 600_000, runtime: systemRuntime }),
    retryLink({ runtime: systemRuntime, maxRetries: 0 }),
    httpLink({
      url: options.url,
      headers: ({ op }) => ({
        authorization: `Bearer ${options.bearer}`,
        ...options.traceHeaders?.(),
        ...ladderHeaders(op),
      }),
    }),
  ];
}

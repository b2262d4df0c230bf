import { createTRPCClient, TRPCClientError, type TRPCLink } from '@trpc/client';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { observable } from '@trpc/server/observable';
import type { Api } from '../create-api.ts';
import { describeOwnError } from '../describe-error.ts';
import { callOptionsOf } from '../ladder/client/call-options.ts';
import { describe } from '../ladder/errors.ts';
import type { AppRouter } from '../root.ts';
import type { ApiClient } from './tasks.ts';

type Step = Record<string, unknown> & ((input: unknown) => Promise<unknown>);

/** The client error that the same failure would be over HTTP, as far as jobs look at it. */
function toClientError(thrown: unknown): TRPCClientError<AppRouter> {
  const httpStatus = thrown instanceof TRPCError ? getHTTPStatusCodeFromError(thrown) : 500;
  const error = TRPCClientError.from<AppRouter>(thrown instanceof Error ? thrown : new Error('unknown'));
  const { reason, retryable, retryAfterMs = null } = describe(thrown, describeOwnError);
  return Object.assign(error, { data: { ...error.data, httpStatus, reason, retryable, retryAfterMs } });
}

function inProcessLink(api: Pick<Api, 'asService'>): TRPCLink<AppRouter> {
  return () =>
    ({ op }) =>
      observable((observer) => {
        const { idempotencyKey, budgetMs } = callOptionsOf(op.context);
        const caller: unknown = api.asService({
          ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
          ...(budgetMs === undefined ? {} : { budgetMs }),
          ...(op.signal ? { signal: op.signal } : {}),
        });
        const procedure = op.path.split('.').reduce((step, name) => step[name] as Step, caller as Step);
        procedure(op.input).then(
          (data) => {
            observer.next({ result: { type: 'data', data } });
            observer.complete();
          },
          (error: unknown) => observer.error(toClientError(error)),
        );
      });
}

/** The service's client for a process that holds the API itself: the same ladder, no connection between. */
export function createInProcessClient(api: Pick<Api, 'asService'>): ApiClient {
  return createTRPCClient<AppRouter>({ links: [inProcessLink(api)] });
}

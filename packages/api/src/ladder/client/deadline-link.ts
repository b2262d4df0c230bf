import { Deadline, type Runtime } from '@ballast/reliability/browser';
import type { TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import { callOptionsOf } from './call-options.ts';

/** Where the deadline of a call travels in an operation's context. */
const contextKey = 'ballastDeadline';

/** The deadline that `deadlineLink` put into this operation, if it stands above. */
export function deadlineOf(context: Readonly<Record<string, unknown>>): Deadline | undefined {
  const deadline = context[contextKey];
  return deadline instanceof Deadline ? deadline : undefined;
}

/**
 * Gives every call one deadline for all its attempts: the request is aborted when it passes or when the caller
 * leaves, and `ladderHeaders` tells the server what remains. It stands above the retry link.
 */
export function deadlineLink<Router extends AnyTRPCRouter>(options: {
  /** The budget of calls that name none, in ms. */
  defaultBudgetMs: number;
  runtime: Runtime;
}): TRPCLink<Router> {
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        const budgetMs = callOptionsOf(op.context).budgetMs ?? options.defaultBudgetMs;
        const deadline = Deadline.start(budgetMs, {
          runtime: options.runtime,
          ...(op.signal ? { signal: op.signal } : {}),
        });
        const subscription = next({
          ...op,
          signal: deadline.signal,
          context: { ...op.context, [contextKey]: deadline },
        }).subscribe(observer);
        return () => {
          subscription.unsubscribe();
          deadline[Symbol.dispose]();
        };
      });
}

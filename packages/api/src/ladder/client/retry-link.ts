import { backoffCeilingMs, backoffMs, type Runtime } from '@ballast/reliability/browser';
import { TRPCClientError, type TRPCLink } from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import { callOptionsOf } from './call-options.ts';
import { deadlineOf } from './deadline-link.ts';

/** When and how often calls are made again. */
export interface RetryLinkOptions {
  readonly runtime: Runtime;
  /** Attempts after the first (default 3); a call's own `maxRetries` goes before it. */
  readonly maxRetries?: number;
  /** First and longest wait between attempts, in ms (default 300 and 5000). */
  readonly initialMs?: number;
  readonly maxMs?: number;
}

interface Verdict {
  readonly retry: boolean;
  readonly floorMs: number;
}

/** Whether a failed call may be made again: the server says so, or nothing was heard and a repeat is harmless. */
function judge(error: unknown, repeatable: boolean): Verdict {
  if (!(error instanceof TRPCClientError)) return { retry: false, floorMs: 0 };
  const data: unknown = error.data;
  if (typeof data !== 'object' || data === null) {
    // No answer in our shape: the connection broke, or something between us answered.
    return { retry: repeatable, floorMs: 0 };
  }
  const retryable = 'retryable' in data && data.retryable === true;
  const afterMs = 'retryAfterMs' in data && typeof data.retryAfterMs === 'number' ? data.retryAfterMs : 0;
  return { retry: retryable && repeatable, floorMs: afterMs };
}

/**
 * Makes failed calls again, with jittered backoff and the server's `Retry-After` as a floor. Never a mutation without
 * an idempotency key, never past the call's deadline, never after the caller left. Unlike tRPC's own retry link it
 * sees the error before it chooses the delay.
 */
export function retryLink<Router extends AnyTRPCRouter>(options: RetryLinkOptions): TRPCLink<Router> {
  const { runtime, initialMs = 300, maxMs = 5_000 } = options;
  return () =>
    ({ op, next }) =>
      observable((observer) => {
        const { idempotencyKey, maxRetries = options.maxRetries ?? 3 } = callOptionsOf(op.context);
        const repeatable = op.type === 'query' || idempotencyKey !== undefined;
        // What stops the present phase: the attempt under way, or the wait before the next one.
        const stopping = new Set<() => void>();
        const stopAll = () => {
          for (const stop of stopping) stop();
          stopping.clear();
        };
        const attempt = (retries: number) => {
          const subscription = next(op).subscribe({
            next: (envelope) => observer.next(envelope),
            complete: () => observer.complete(),
            error: (error) => {
              const { retry, floorMs } = judge(error, repeatable);
              const delayMs = Math.max(
                floorMs,
                backoffMs(backoffCeilingMs(retries, { initialMs, maxMs }), runtime.random()),
              );
              const fits = delayMs < (deadlineOf(op.context)?.remainingMs() ?? Number.POSITIVE_INFINITY);
              if (retry && retries < maxRetries && fits && !op.signal?.aborted) wait(delayMs, retries + 1);
              else observer.error(error);
            },
          });
          stopping.add(() => subscription.unsubscribe());
        };
        const wait = (delayMs: number, retries: number) => {
          const { signal } = op;
          const leave = () => {
            stopAll();
            observer.error(TRPCClientError.from(signal?.reason));
          };
          const timer = runtime.setTimer(() => {
            stopAll();
            attempt(retries);
          }, delayMs);
          signal?.addEventListener('abort', leave, { once: true });
          stopping.add(() => {
            timer.cancel();
            signal?.removeEventListener('abort', leave);
          });
        };
        attempt(0);
        return stopAll;
      });
}

import type { Deadline } from './deadline.ts';

/** Settles with `work`, or rejects with the signal's reason as soon as that aborts. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    const settle = (settled: () => void) => {
      signal.removeEventListener('abort', onAbort);
      settled();
    };
    work.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error)),
    );
  });
}

/**
 * Gives `work` at most `timeoutMs`, and never more than `deadline` has left. When the time is up the work is told so
 * through its own deadline's signal, and the caller is answered without waiting for it to listen.
 *
 * @throws ReliabilityError `attempt_timeout` when `timeoutMs` ran out; `deadline_exceeded`, `caller_left` or
 *   `shutting_down` when `deadline` ended first; otherwise whatever the work threw.
 */
export async function timeout<T>(
  work: (deadline: Deadline) => Promise<T>,
  timeoutMs: number,
  deadline: Deadline,
): Promise<T> {
  deadline.throwIfAborted();
  using own = deadline.child(timeoutMs, { timeoutCode: 'attempt_timeout' });
  own.throwIfAborted();
  return await untilAborted(work(own), own.signal);
}

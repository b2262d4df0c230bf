import { type Runtime, systemRuntime } from './runtime.ts';

export interface SleepOptions {
  readonly runtime?: Runtime | undefined;
  /** A Deadline fits here as it is: it has both a runtime and a signal. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits `ms`, or less when the signal aborts: then it rejects at once with the signal's reason, and leaves neither
 * timer nor listener behind.
 */
export function sleep(ms: number, options: SleepOptions = {}): Promise<void> {
  const { runtime = systemRuntime, signal } = options;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = () => {
      timer.cancel();
      reject(signal?.reason);
    };
    const onTime = () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    };
    const timer = runtime.setTimer(onTime, ms, { keepAlive: true });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

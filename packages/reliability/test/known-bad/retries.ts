import { backoffCeilingMs, backoffMs, retry, sleep } from '../../src/index.ts';
import type { Retry } from '../suites/retry-suite.ts';

/** A loop with a sleep that hears nothing: it waits to the end, and then calls once more. */
export const retryThatSleepsThroughAborts: Retry = async (fn, deadline, { classify, maxRetries = 3 }) => {
  const { runtime, signal } = deadline;
  for (let number = 1; ; number++) {
    try {
      return await fn({ number, deadline, signal });
    } catch (error) {
      if (number > maxRetries || !classify(error).retryable) throw error;
      await sleep(backoffMs(backoffCeilingMs(number - 1), runtime.random()), { runtime });
    }
  }
};

/** Sound in everything but this: it does not listen when told how long to wait. */
export const retryThatIgnoresRetryAfter: Retry = (fn, deadline, options) =>
  retry(fn, deadline, {
    ...options,
    classify: (error) => ({ ...options.classify(error), retryAfterMs: undefined }),
  });

/** Repeats whatever failed: a message that was sent before its answer got lost is sent again. */
export const retryThatRepeatsUnknownOutcomes: Retry = (fn, deadline, options) =>
  retry(fn, deadline, { ...options, repeatable: true });

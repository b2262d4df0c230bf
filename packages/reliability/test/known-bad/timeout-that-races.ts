import { ReliabilityError } from '../../src/index.ts';
import type { Timeout } from '../suites/timeout-suite.ts';

/** The one everybody writes: a race against a timer. The caller goes on, and so does the work. */
export const timeoutThatRaces: Timeout = async (work, timeoutMs, deadline) => {
  const timer = Promise.withResolvers<never>();
  const armed = deadline.runtime.setTimer(
    () => timer.reject(new ReliabilityError('attempt_timeout')),
    timeoutMs,
  );
  try {
    return await Promise.race([work(deadline), timer.promise]);
  } finally {
    armed.cancel();
  }
};

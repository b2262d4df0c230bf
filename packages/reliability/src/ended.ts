import type { Deadline } from './deadline.ts';
import { isReliabilityError, ReliabilityError } from './errors.ts';
import { failureOf, withFailure } from './failure.ts';
import { type Classify, type Verdict, verdictOn } from './verdict.ts';

/**
 * Why `deadline` ended, as an error of the caller's own: the signal's reason is one object, shared by everybody under
 * that deadline. Undefined while it runs.
 * @param last The failure that came before, if any; it becomes the cause.
 */
export function endedError(
  deadline: Deadline,
  last?: { readonly error: unknown },
): ReliabilityError | undefined {
  try {
    deadline.throwIfAborted();
    return undefined;
  } catch (reason) {
    const code = isReliabilityError(reason) ? reason.code : 'deadline_exceeded';
    const tellsMore = last !== undefined && !isReliabilityError(last.error, code);
    return new ReliabilityError(code, tellsMore ? { cause: last.error } : {});
  }
}

/** For an attempt whose call never began: it certainly has no effect. */
export function endedBeforeCall(deadline: Deadline): unknown {
  return withFailure(endedError(deadline), { reason: 'aborted', attempts: [], outcome: 'not_sent' });
}

/** The verdict on a failed attempt. Whatever it says once the deadline has ended, that is why it failed. */
export function failedVerdict(error: unknown, deadline: Deadline, classify: Classify): Verdict {
  const verdict = verdictOn(deadline.reason ?? error, classify);
  const outcome = failureOf(error)?.outcome;
  return outcome === undefined ? verdict : { ...verdict, outcome };
}

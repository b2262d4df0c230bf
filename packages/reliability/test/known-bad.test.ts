import { describe, expect, it } from 'vitest';
import { breakerThatCountsCancellations, breakerWithUnboundedTrials } from './known-bad/breakers.ts';
import {
  retryThatIgnoresRetryAfter,
  retryThatRepeatsUnknownOutcomes,
  retryThatSleepsThroughAborts,
} from './known-bad/retries.ts';
import { timeoutThatRaces } from './known-bad/timeout-that-races.ts';
import { breakerCases } from './suites/breaker-suite.ts';
import { retryCases } from './suites/retry-suite.ts';
import { casesFailedBy } from './suites/suite.ts';
import { timeoutCases } from './suites/timeout-suite.ts';

// The very suites that our own implementations pass, each naming the case that gives the bad one away.
describe('known-bad implementations are caught', () => {
  it('a timeout that races and leaves the work running', async () => {
    const failed = await casesFailedBy(timeoutCases(timeoutThatRaces));
    expect(failed).toContain('aborts the work when the time is up');
    expect(failed).not.toContain('answers what the work answers and leaves no timer');
  });

  it('a retry that sleeps through aborts and calls once more', async () => {
    const failed = await casesFailedBy(retryCases(retryThatSleepsThroughAborts));
    expect(failed).toContain('ends a wait at once when the caller leaves, and never calls again');
    expect(failed).toContain('never calls when the caller left before');
    expect(failed).toContain(
      'keeps to attempts, waits, floors and the deadline under any history (property)',
    );
    expect(failed).not.toContain('repeats with growing waits until it succeeds, three times at most');
  });

  it('a retry that ignores Retry-After', async () => {
    const failed = await casesFailedBy(retryCases(retryThatIgnoresRetryAfter));
    expect(failed).toEqual([
      'waits no less than the other side asked for',
      'fails at once, with how long to wait, when asked for more than is worth sitting out',
      'does not sleep into its deadline: fails at once when no time would be left',
      'keeps to attempts, waits, floors and the deadline under any history (property)',
    ]);
  });

  it('a retry that repeats what may have taken effect', async () => {
    const failed = await casesFailedBy(retryCases(retryThatRepeatsUnknownOutcomes));
    expect(failed).toEqual([
      'repeats what may have taken effect only when told that this does no harm',
      'keeps to attempts, waits, floors and the deadline under any history (property)',
    ]);
  });

  it('a breaker that counts cancellations', async () => {
    const failed = await casesFailedBy(breakerCases(breakerThatCountsCancellations));
    expect(failed).toEqual([
      'is blind to neutral ends: they neither open nor close it nor interrupt a row of failures',
      'gives a cancelled trial to the next caller',
      'equals a simple model under any sequence (property)',
    ]);
  });

  it('a breaker with unbounded trials', async () => {
    const failed = await casesFailedBy(breakerCases(breakerWithUnboundedTrials));
    expect(failed).toContain(
      'lets one trial through while half-open; everybody else is refused at once, until the trial is due',
    );
    expect(failed).toContain('equals a simple model under any sequence (property)');
    expect(failed).not.toContain(
      'opens after so many failures in a row, a success in between starts the count anew',
    );
  });
});

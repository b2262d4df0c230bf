/** A call that succeeds at once: under a policy of ours, and under cockatiel's four wrapped by hand. */
import { Deadline, definePolicy, httpClassifier } from '@ballast/reliability';
import {
  bulkhead,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleAll,
  retry,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import type { Bench } from './harness/bench.ts';
import { callsWithin, interleavedCosts } from './harness/cost.ts';
import { pairedRatio } from './harness/statistics.ts';

const rounds = 11;
const load = { callers: 10, durationMs: 500 };

function ours(): () => Promise<unknown> {
  const policy = definePolicy({
    name: 'bench',
    timeoutMs: 1_000,
    classify: httpClassifier(),
    retry: { maxRetries: 3 },
    breaker: { opens: { consecutiveFailures: 5 }, cooldownMs: 30_000 },
    bulkhead: { maxConcurrent: 100, maxQueue: 100 },
    budget: { ratio: 0.2, burst: 10 },
  });
  return async () => {
    using deadline = Deadline.start(5_000);
    return policy.run(async () => 'done', deadline);
  };
}

function byHand(): () => Promise<unknown> {
  const policy = wrap(
    retry(handleAll, { maxAttempts: 3, backoff: new ExponentialBackoff() }),
    circuitBreaker(handleAll, { halfOpenAfter: 30_000, breaker: new ConsecutiveBreaker(5) }),
    bulkhead(100, 100),
    timeout(1_000, TimeoutStrategy.Cooperative),
  );
  return async () => policy.execute(async () => 'done');
}

export const bench: Bench = {
  name: 'policy',
  run: async () => {
    const [own, hand] = [ours(), byHand()];
    const costs = await interleavedCosts(
      { ours: () => callsWithin(own, load), cockatiel: () => callsWithin(hand, load) },
      rounds,
    );
    const ratio = pairedRatio(costs.ours.cpuUs, costs.cockatiel.cpuUs);
    return {
      method: `A function that resolves at once, ${load.callers} callers, ${load.durationMs} ms a repetition, nobody listening. Ours: retry, retry budget, breaker, bulkhead and timeout of one policy, and a deadline of its own for every call. By hand: cockatiel's retry, circuit breaker, bulkhead and timeout in the same order. Ratios are medians of the ratios round by round.`,
      measures: [
        { what: 'definePolicy', unit: '/s', samples: costs.ours.perSecond },
        { what: 'cockatiel by hand', unit: '/s', samples: costs.cockatiel.perSecond },
        { what: 'definePolicy: processor time a call', unit: 'µs', samples: costs.ours.cpuUs },
        { what: 'cockatiel by hand: processor time a call', unit: 'µs', samples: costs.cockatiel.cpuUs },
      ],
      targets: [],
      remarks: [
        `A call under our policy costs ${ratio.toFixed(2)} times what cockatiel's costs. For that it has a deadline that all attempts share, an abort that says why, and a retry budget.`,
      ],
    };
  },
};

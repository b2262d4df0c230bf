import { CircuitBreaker, ReliabilityError } from '../../src/index.ts';
import type { MakeBreaker } from '../suites/breaker-suite.ts';

/** Takes a caller who left for a dependency that is ill, as every breaker does that sees thrown errors only. */
export const breakerThatCountsCancellations: MakeBreaker = (options) => {
  const inner = new CircuitBreaker(options);
  return {
    get state() {
      return inner.state;
    },
    get retryAfterMs() {
      return inner.retryAfterMs;
    },
    check: () => inner.check(),
    acquire: (lastsAtMostMs) => {
      const permit = inner.acquire(lastsAtMostMs);
      return { end: (result) => permit.end(result === 'neutral' ? 'failure' : result) };
    },
  };
};

/** After the cooldown everybody is a trial: a dependency that just got up is run over. */
export const breakerWithUnboundedTrials: MakeBreaker = ({ opens, cooldownMs = 30_000, runtime }) => {
  if (runtime === undefined || opens === undefined || !('consecutiveFailures' in opens))
    throw new Error('not supported');
  let row = 0;
  let openedAtMs: number | undefined;
  const state = () => {
    if (openedAtMs === undefined) return 'closed' as const;
    return runtime.monotonicMs() - openedAtMs < cooldownMs ? ('open' as const) : ('half_open' as const);
  };
  const waitMs = () =>
    openedAtMs === undefined ? 0 : Math.max(0, openedAtMs + cooldownMs - runtime.monotonicMs());
  const check = () => {
    if (waitMs() > 0) throw new ReliabilityError('circuit_open', { retryAfterMs: waitMs() });
  };
  return {
    get state() {
      return state();
    },
    get retryAfterMs() {
      return waitMs();
    },
    check,
    acquire: () => {
      check();
      return {
        end: (result) => {
          if (result === 'success') {
            row = 0;
            openedAtMs = undefined;
          } else if (
            result === 'failure' &&
            (++row >= opens.consecutiveFailures || state() === 'half_open')
          ) {
            openedAtMs = runtime.monotonicMs();
          }
        },
      };
    },
  };
};

/** What became of calls that arrived whether or not the ones before were answered. */
export interface Arrivals {
  /** Of the calls that succeeded, from when each was due, in ms. */
  readonly latenciesMs: readonly number[];
  /** Of the calls that failed, from when each was due, in ms. */
  readonly refusedAfterMs: readonly number[];
  readonly refused: ReadonlyMap<string, number>;
  /** Samples taken every 5 ms. */
  readonly utilisations: readonly number[];
}

/** Calls at a fixed rate for `durationMs`, then waits for the last answers. */
export async function arriveOpenly(options: {
  readonly call: () => Promise<unknown>;
  readonly perSecond: number;
  readonly durationMs: number;
  /** Looked at every 5 ms. */
  readonly sample: () => number;
  readonly kindOf: (error: unknown) => string;
}): Promise<Arrivals> {
  const { call, perSecond, durationMs, sample, kindOf } = options;
  const latenciesMs: number[] = [];
  const refusedAfterMs: number[] = [];
  const refused = new Map<string, number>();
  const utilisations: number[] = [];
  const open = new Set<Promise<void>>();
  const arrive = async (dueMs: number): Promise<void> => {
    try {
      await call();
      latenciesMs.push(performance.now() - dueMs);
    } catch (error) {
      refusedAfterMs.push(performance.now() - dueMs);
      const kind = kindOf(error);
      refused.set(kind, (refused.get(kind) ?? 0) + 1);
    }
  };
  const startedMs = performance.now();
  const gapMs = 1_000 / perSecond;
  let due = 0;
  await new Promise<void>((resolve) => {
    const ticker = setInterval(() => {
      const nowMs = performance.now();
      utilisations.push(sample());
      for (; startedMs + due * gapMs <= Math.min(nowMs, startedMs + durationMs); due += 1) {
        const arrived: Promise<void> = arrive(startedMs + due * gapMs).finally(() => open.delete(arrived));
        open.add(arrived);
      }
      if (nowMs - startedMs < durationMs) return;
      clearInterval(ticker);
      resolve();
    }, 5);
  });
  await Promise.all(open);
  return { latenciesMs, refusedAfterMs, refused, utilisations };
}

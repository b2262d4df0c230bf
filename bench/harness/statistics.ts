/** The value that `share` (0 to 1) of the samples don't exceed, by nearest rank; 0 for no samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? 0;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/** Median of the ratios round by round: neighbours on the machine that slow a round slow both of its figures. */
export function pairedRatio(over: readonly number[], under: readonly number[]): number {
  return median(over.map((value, round) => value / (under[round] ?? Number.NaN)));
}

/**
 * What contenders do in turn, round after round, so that a slow moment of the machine hits all of them alike. The first
 * rounds warm up and are not counted.
 */
export async function interleaved<Name extends string>(
  contenders: Readonly<Record<Name, () => Promise<number>>>,
  rounds: number,
  warmUpRounds = 1,
): Promise<Record<Name, number[]>> {
  const all = Object.entries(contenders) as [Name, () => Promise<number>][];
  const samples = Object.fromEntries(all.map(([name]) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < warmUpRounds; round += 1) for (const [, measure] of all) await measure();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, measure] of all) samples[name].push(await measure());
  }
  return samples;
}

/** Calls a second that `callers` reach, each calling again as soon as it is answered. */
export async function throughput(
  call: () => Promise<unknown>,
  { callers, durationMs }: { callers: number; durationMs: number },
): Promise<number> {
  const startedMs = performance.now();
  let done = 0;
  const caller = async (): Promise<void> => {
    while (performance.now() - startedMs < durationMs) {
      await call();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return (done * 1_000) / (performance.now() - startedMs);
}

/** What one contender's calls cost, a figure a repetition. */
export interface Costs {
  readonly perSecond: readonly number[];
  /** Processor time of this process alone a call, in µs: what other processes do does not show in it. */
  readonly cpuUs: readonly number[];
}

/** Code that was never run before is slower than what it is compiled to on the way: of no interest for a service. */
const warmUpRounds = 5;

/** Rounds of each contender in turn, after some of each that are not counted. A contender says how many calls it made. */
export async function interleavedCosts<Name extends string>(
  contenders: Readonly<Record<Name, () => Promise<number>>>,
  rounds: number,
): Promise<Record<Name, Costs>> {
  const all = Object.entries(contenders) as [Name, () => Promise<number>][];
  const kept = all.map(([, work]) => ({ work, perSecond: [] as number[], cpuUs: [] as number[] }));
  for (let round = 0; round < warmUpRounds; round += 1) {
    for (const { work } of kept) await work();
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const { work, perSecond, cpuUs } of kept) {
      const [startedMs, before] = [performance.now(), process.cpuUsage()];
      const calls = await work();
      const { user, system } = process.cpuUsage(before);
      perSecond.push((calls * 1_000) / (performance.now() - startedMs));
      cpuUs.push((user + system) / calls);
    }
  }
  return Object.fromEntries(all.map(([name], n) => [name, kept[n]])) as unknown as Record<Name, Costs>;
}

/** How many calls `callers` make in `durationMs`, each calling again as soon as it is answered. */
export async function callsWithin(
  call: () => Promise<unknown>,
  { callers, durationMs }: { callers: number; durationMs: number },
): Promise<number> {
  const endMs = performance.now() + durationMs;
  let calls = 0;
  const caller = async (): Promise<void> => {
    while (performance.now() < endMs) {
      await call();
      calls += 1;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return calls;
}

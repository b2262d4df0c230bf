import type { Simulator } from '../../simulator/index.ts';
import { type DoorBench, type Ended, type LogLine, until } from '../door-bench.ts';

/** Moves time on while the simulator keeps the caller waiting, in steps of this, in ms. */
const stepMs = 5_000;

const isRetry = ({ message }: LogLine) => message === 'call will be retried';

/**
 * Lets calls of a simulator's vendors come to their end: time moves by the waits they ask for, and on while the
 * simulator holds an answer back.
 */
export async function driveThrough<T>(
  bench: DoorBench,
  simulator: Simulator,
  work: Promise<T>,
): Promise<Ended<T>> {
  let ended: Omit<Ended<T>, 'waits'> | undefined;
  work.then(
    (value) => {
      ended = { value };
    },
    (error: unknown) => {
      ended = { error };
    },
  );
  const waits: number[] = [];
  let read = bench.lines.length;
  for (;;) {
    await until(() => ended !== undefined || bench.lines.slice(read).some(isRetry) || simulator.held() > 0);
    if (ended !== undefined) return { ...ended, waits };
    const retry = bench.lines.slice(read).find(isRetry);
    if (retry === undefined) {
      await bench.runtime.advance(stepMs);
      continue;
    }
    read = bench.lines.length;
    const delayMs = Number(retry.fields['delayMs']);
    waits.push(delayMs);
    await bench.runtime.advance(delayMs);
  }
}

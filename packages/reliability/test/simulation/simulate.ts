import { type Implementation, ours, Schedule } from './schedule.ts';

export interface Simulated {
  /** Schedules that were run to their end. */
  readonly schedules: number;
  /** The first one that broke an invariant: run it again with its seed. */
  readonly violation: { readonly seed: number; readonly what: string } | undefined;
}

export interface SimulateOptions {
  /** Schedules of the seeds `seed`, `seed + 1`, … */
  readonly schedules: number;
  readonly seed?: number;
  readonly implementation?: Implementation;
  readonly onProgress?: (done: number) => void;
}

/** Worlds that take their steps side by side: they share nothing, and one turn of the event loop settles them all. */
const abreast = 100;

/** What every promise has come to by the end of this turn of the event loop. No real time is waited for. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Runs schedules until they are done or one of them breaks an invariant. The same seed does the same, alone or not. */
export async function simulate(options: SimulateOptions): Promise<Simulated> {
  const { schedules, seed = 1, implementation = ours, onProgress } = options;
  // Thousands of errors a second are part of it, and nobody reads where they come from.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return await run(schedules, seed, implementation, onProgress);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

async function run(
  schedules: number,
  seed: number,
  implementation: Implementation,
  onProgress: ((done: number) => void) | undefined,
): Promise<Simulated> {
  let started = 0;
  let done = 0;
  const running: Schedule[] = [];
  while (done < schedules) {
    while (running.length < abreast && started < schedules) {
      running.push(new Schedule(seed + started, implementation));
      started += 1;
    }
    await settled();
    for (let at = running.length - 1; at >= 0; at -= 1) {
      const schedule = running[at] as Schedule;
      const { violation } = schedule.history;
      if (violation) return { schedules: done, violation: { seed: schedule.seed, what: violation.message } };
      if (schedule.over) {
        running.splice(at, 1);
        done += 1;
        if (done % 100_000 === 0) onProgress?.(done);
      } else {
        schedule.step();
      }
    }
  }
  return { schedules: done, violation: undefined };
}

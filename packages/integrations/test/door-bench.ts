import { Deadline } from '@ballast/reliability';
import { createTestRuntime, type TestRuntime } from '@ballast/reliability/testing';
import { type CallRecord, createDoor, type Door, type DoorOptions } from '../src/index.ts';

export interface LogLine {
  readonly level: 'info' | 'warn';
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** How a driven call ended. */
export interface Ended<T> {
  readonly value?: T;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into errors of every kind.
  readonly error?: any;
  /** The waits between its attempts, in ms. */
  readonly waits: readonly number[];
}

/** A door on a clock the test moves, with everything it tells. */
export interface DoorBench {
  readonly door: Door;
  readonly runtime: TestRuntime;
  readonly lines: readonly LogLine[];
  readonly records: readonly CallRecord[];
  deadline(budgetMs?: number, signal?: AbortSignal): Deadline;
  /** Lets a call that does real input and output come to its end, moving time by the waits it asks for alone. */
  drive<T>(work: Promise<T>): Promise<Ended<T>>;
}

/** One turn of the event loop with input and output in it. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Waits for something that real input and output brings about; fails after 5 s. */
export async function until(holds: () => boolean): Promise<void> {
  const startMs = performance.now();
  while (!holds()) {
    if (performance.now() - startMs > 5_000) throw new Error('It did not come about within 5 s');
    await turn();
  }
}

export interface DoorBenchOptions extends Omit<DoorOptions, 'runtime' | 'logger' | 'onCall'> {
  /** To share a clock with something else. Default: one of its own. */
  readonly runtime?: TestRuntime;
}

export function createDoorBench(options: DoorBenchOptions = {}): DoorBench {
  const runtime = options.runtime ?? createTestRuntime();
  const lines: LogLine[] = [];
  const records: CallRecord[] = [];
  const note = (level: LogLine['level']) => (fields: object, message: string) =>
    void lines.push({ level, fields: fields as Record<string, unknown>, message });
  const door = createDoor({
    ...options,
    runtime,
    logger: { info: note('info'), warn: note('warn') },
    onCall: (record) => void records.push(record),
  });
  return {
    door,
    runtime,
    lines,
    records,
    deadline: (budgetMs = 120_000, signal) => Deadline.start(budgetMs, { runtime, signal }),
    drive: (work) => drive(work, runtime, lines),
  };
}

async function drive<T>(
  work: Promise<T>,
  runtime: TestRuntime,
  lines: readonly LogLine[],
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
  let read = lines.length;
  for (;;) {
    await until(() => ended !== undefined || lines.slice(read).some(isRetry));
    if (ended !== undefined) return { ...ended, waits };
    const delayMs = Number(lines.slice(read).find(isRetry)?.fields['delayMs']);
    read = lines.length;
    waits.push(delayMs);
    await runtime.advance(delayMs);
  }
}

function isRetry(line: LogLine): boolean {
  return line.message === 'call will be retried';
}

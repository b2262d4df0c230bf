/** One thing measured: a figure a repetition, in the order they were taken. */
export interface Measure {
  readonly what: string;
  /** Such as `/s`, `ms`, `%`; stands after the figure. */
  readonly unit: string;
  readonly samples: readonly number[];
}

/** A figure somebody promised, and what became of it. */
export interface Target {
  /** With the figure to reach, such as `two Prisma inserts: ours over prisma.$transaction ≥ 1.4`. */
  readonly promise: string;
  /** As it is to be read, such as `1.62`. */
  readonly measured: string;
  readonly met: boolean;
}

export interface BenchResult {
  /** What was done, on what, how often: a few sentences of Markdown. */
  readonly method: string;
  readonly measures: readonly Measure[];
  readonly targets: readonly Target[];
  /** What a reader should know about these figures, the reason for every missed target included. */
  readonly remarks?: readonly string[];
}

/** A section of `npm run bench`: every `bench/<name>.ts` exports one as `bench`, and is run in a process of its own. */
export interface Bench {
  readonly name: string;
  run(): Promise<BenchResult>;
}

import { createProgress as createLines } from './progress.mjs';

/** Says what is being done and how long it took, one line a step. */
export interface Progress {
  /** Runs `work`, with its elapsed time counting on a terminal; `done` says what it came to. */
  step<T>(label: string, work: () => Promise<T>, done?: (result: T) => string): Promise<T>;
  say(line: string): void;
}

/** Progress around promises, drawn as the bootstrap draws its own. */
export function createProgress(output: NodeJS.WriteStream): Progress {
  const lines = createLines({ output });
  return {
    say: lines.line,
    step: async (label, work, done) => {
      const step = lines.step(label);
      try {
        const result = await work();
        step.done(done ? `${label}: ${done(result)},` : label);
        return result;
      } catch (error) {
        step.fail();
        throw error;
      }
    },
  };
}

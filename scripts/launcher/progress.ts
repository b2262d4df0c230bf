/** Says what is being done and how long it took, one line a step. */
export interface Progress {
  /** Runs `work`, with its elapsed time counting on a terminal. */
  step<T>(label: string, work: () => Promise<T>, done?: (result: T) => string): Promise<T>;
  say(line: string): void;
}

/** Progress on a stream: lines that count up on a terminal, plain ones elsewhere. */
export function createProgress(out: NodeJS.WriteStream): Progress {
  return {
    say: (line) => void out.write(`${line}\n`),
    step: async (label, work, done) => {
      const startedMs = performance.now();
      const elapsed = () => `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
      const draw = (text: string) => out.write(`\r\u001b[K  ${label} … ${text}`);
      const ticker = out.isTTY ? setInterval(() => draw(elapsed()), 200) : undefined;
      try {
        const result = await work();
        const text = `${done?.(result) ?? 'done'} in ${elapsed()}`;
        if (out.isTTY) draw(`${text}\n`);
        else out.write(`  ${label} … ${text}\n`);
        return result;
      } catch (error) {
        if (out.isTTY) draw('failed\n');
        else out.write(`  ${label} … failed after ${elapsed()}\n`);
        throw error;
      } finally {
        clearInterval(ticker);
      }
    },
  };
}

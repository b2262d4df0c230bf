/** @typedef {{ write(text: string): unknown, isTTY?: boolean | undefined }} Output */
/** @typedef {{ done(label?: string): void, fail(): void }} Step */
/** @typedef {{ step(label: string): Step, line(text: string): void }} Progress */

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const redrawMs = 120;
const firstNoteMs = 3_000;
const laterNotesMs = 15_000;

/**
 * A duration as a person reads it: `0.4 s`, `14 s`, `2 min 5 s`.
 * @param {number} ms
 */
export function formatDuration(ms) {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Shows what is being done and how long it took: a line that moves on a terminal; elsewhere one line a finished step,
 * and a sign of life now and then from a long one.
 * @param {{ output?: Output, now?: () => number, plain?: boolean }} [options]
 * @returns {Progress}
 */
export function createProgress(options = {}) {
  const { output = process.stdout, now = () => performance.now() } = options;
  const moving = output.isTTY === true && options.plain !== true && !process.env['CI'];
  const paint = moving && !process.env['NO_COLOR'];
  /** @type {(code: number, text: string) => string} */
  const color = (code, text) => (paint ? `\u001b[${code}m${text}\u001b[0m` : text);
  /** @type {(() => void) | undefined} */
  let redraw;

  /** @type {(text: string) => void} */
  const line = (text) => {
    output.write(`${moving ? '\r\u001b[2K' : ''}${text}\n`);
    redraw?.();
  };

  return {
    line,
    step(label) {
      const startedMs = now();
      const elapsed = () => formatDuration(now() - startedMs);
      let frame = 0;
      let nextNoteMs = firstNoteMs;
      const tick = () => {
        if (moving) {
          frame += 1;
          output.write(
            `\r\u001b[2K  ${color(36, frames[frame % frames.length] ?? '')} ${label} … ${elapsed()}`,
          );
        } else if (now() - startedMs >= nextNoteMs) {
          nextNoteMs = now() - startedMs + laterNotesMs;
          output.write(`    ${label} … ${elapsed()}\n`);
        }
      };
      redraw = moving ? tick : undefined;
      redraw?.();
      const timer = setInterval(tick, redrawMs);
      timer.unref();
      /** @type {(mark: string, text: string) => void} */
      const end = (mark, text) => {
        clearInterval(timer);
        redraw = undefined;
        line(`  ${mark} ${text} ${color(2, elapsed())}`);
      };
      return {
        done: (text = label) => end(color(32, '✓'), text),
        fail: () => end(color(31, '✗'), label),
      };
    },
  };
}

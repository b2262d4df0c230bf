import { fold } from '../local/bounded-text.ts';

/** A run of so many words of our instructions is no coincidence. */
const LEAK_WORDS = 5;
/** Words are compared by their beginning: "calling" is grounded in "call". */
const STEM_CHARS = 4;

function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function runsOf(words: readonly string[]): string[] {
  return words.map((_, index) => words.slice(index, index + LEAK_WORDS)).flatMap(joined);
}

function joined(run: readonly string[]): string[] {
  return run.length === LEAK_WORDS ? [run.join(' ')] : [];
}

/** Whether `output` repeats a passage of `instructions` that the person has not written themselves. */
export function leaks(output: string, instructions: string, written: string): boolean {
  const ours = new Set(runsOf(wordsOf(instructions)));
  const theirs = new Set(runsOf(wordsOf(written)));
  return runsOf(wordsOf(output)).some((run) => ours.has(run) && !theirs.has(run));
}

/** Share of the words of `line` (three characters and up) that `source` has too, 0..1; 1 when there are none. */
export function groundedShare(line: string, source: string): number {
  const known = new Set(wordsOf(source).map((word) => word.slice(0, STEM_CHARS)));
  const words = wordsOf(line).filter((word) => word.length >= 3);
  if (words.length === 0) return 1;
  return words.filter((word) => known.has(word.slice(0, STEM_CHARS))).length / words.length;
}

/** Whether a line is about what was written, not about something a model was talked into. */
export function isGrounded(line: string, source: string, least = 0.5): boolean {
  return groundedShare(line, source) >= least;
}

import { shorten } from '../title.ts';

const SPECIAL = /[\\`*_{}[\]<>#~|]/g;

/** Somebody's text as one line of Markdown that shows it literally, at most `limit` grapheme clusters long. */
export function literal(text: string, limit = 60): string {
  const line = shorten(text, limit) || '…';
  return line.replace(SPECIAL, (char) => `\\${char}`);
}

/** Literal text in quotation marks. */
export function quoted(text: string, limit?: number): string {
  return `“${literal(text, limit)}”`;
}

/** The words of a Markdown text: what stands between white space and has a letter or a digit. */
export function wordsIn(markdown: string): number {
  return markdown.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** "one", "one and two", "one, two and three". */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** "1 thought", "3 thoughts". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/**
 * Writes with the most detail that fits: `write(detail)` is tried from `most` down to 0.
 * Level 0 must fit whatever the facts are.
 */
export function fitted(maxWords: number, most: number, write: (detail: number) => string): string {
  for (let detail = most; detail > 0; detail -= 1) {
    const text = write(detail);
    if (wordsIn(text) <= maxWords) return text;
  }
  return write(0);
}

const unwanted = /[\p{Cc}\u2028\u2029]+/gu;
/** The longest title of a record, in code points. */
const longest = 200;

/** What an event without a title is called; no record is ever named so by it. */
export const untitled = '(no title)';

/** A title as both a record and an event can have it: one line, well-formed, not too long. */
export function titleOf(text: string): string {
  const line = text.toWellFormed().replace(unwanted, ' ').trim();
  return [...line].slice(0, longest).join('').trim() || untitled;
}

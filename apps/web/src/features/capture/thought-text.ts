/** The longest thought, in characters (code points), as the contract has it. */
export const maxThoughtLength = 10_000;

const unkeepable = /[\p{Cc}--[\t\n]]/gv;

/** The text as it will be sent: trimmed, line ends alike, without characters that can't be kept. */
export function tidyThought(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(unkeepable, '').toWellFormed().trim();
}

/** How many characters are left; negative when it is too long. */
export function charactersLeft(text: string): number {
  const tidy = tidyThought(text);
  // Counting code points walks the string: only worth it when the answer could matter.
  return maxThoughtLength - (tidy.length < maxThoughtLength ? tidy.length : [...tidy].length);
}

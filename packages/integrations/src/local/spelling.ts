/** True when one typing slip (a letter more, less, other, or two swapped) turns `a` into `b`. */
export function oneSlipApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const restA = a.slice(start, endA);
  const restB = b.slice(start, endB);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

/** The word of `dictionary` that `word` was probably meant to be, if it is one slip away from exactly that. */
export function corrected(word: string, dictionary: readonly string[]): string | undefined {
  if (word.length < 5) return undefined;
  return dictionary.find((entry) => entry[0] === word[0] && oneSlipApart(word, entry));
}

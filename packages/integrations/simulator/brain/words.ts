const stopwords = new Set(
  (
    'a an and are as at be been but by can do does for from had has have he her him his i if in into is it its ' +
    'me my no not of on or our she so that the their them then there they this to up us was we were will with you your'
  ).split(' '),
);

/** Lower-case words without accents; apostrophes end a word. */
export function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A crude English stem: `calls`, `called` and `calling` are all `call`, `invoices` and `invoicing` both `invoic`. */
export function stem(word: string): string {
  if (word.length <= 3) return word;
  const bare = word
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x|z)es$/, '$1')
    .replace(/([^s])s$/, '$1')
    .replace(/(ing|ed|ly)$/, (suffix) => (word.length - suffix.length >= 3 ? '' : suffix));
  return bare.replace(/([^aeiouls])\1$/, '$1').replace(/e$/, '') || word;
}

/** The stems that carry meaning; all of them when none does. */
export function stemsOf(text: string): readonly string[] {
  const words = wordsOf(text);
  const meant = words.filter((word) => !stopwords.has(word));
  return (meant.length > 0 ? meant : words).map(stem);
}

/** About what a tokenizer would count. */
export function countTokens(text: string): number {
  return Math.max(1, Math.ceil(text.length / 4));
}

/** Characters of a thought that are analysed; what a thought is about stands at its beginning. */
export const ANALYSED_CHARS = 2000;

const CONTROL = /(?![\n\t])[\p{Cc}\p{Bidi_C}\ufeff]/gu;

/** Well-formed, composed text without control or direction characters, line breaks as `\n`. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(CONTROL, '')
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u201c\u201d\u201e]/g, '"')
    .trim();
}

/** The first `limit` UTF-16 units, cut back to the last white space where one is near. */
export function boundText(text: string, limit = ANALYSED_CHARS): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit).toWellFormed();
  const space = cut.lastIndexOf(' ');
  return space > limit - 200 ? cut.slice(0, space) : cut;
}

const SPECIAL: Record<string, string> = { ß: 's', ø: 'o', ł: 'l', đ: 'd', ı: 'i', æ: 'a', œ: 'o' };

/**
 * Lower case without accents, **of the same length as its input**, so that offsets carry over.
 * Rules are written in plain ASCII against it.
 */
export function fold(text: string): string {
  let out = '';
  for (const char of text.split('')) {
    const lower = char.toLowerCase();
    const base = lower.normalize('NFD').charAt(0);
    out += SPECIAL[lower] ?? (base.length === 1 ? base : char);
  }
  return out;
}

/** Elements that begin a new line. */
const blocks = new Set(
  'address article aside blockquote br dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul'.split(
    ' ',
  ),
);
/** Elements whose content nobody reads. */
const unread = new Set(['head', 'script', 'style', 'template', 'title', 'noscript']);

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  euro: '€',
  pound: '£',
};

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    const readable = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return readable ? String.fromCodePoint(code) : '';
  });
}

/** Where the element that opened ends; the end of the text when it never does. */
function endOf(html: string, lower: string, name: string, from: number): number {
  const close = lower.indexOf(`</${name}`, from);
  if (close === -1) return html.length;
  const end = html.indexOf('>', close);
  return end === -1 ? html.length : end + 1;
}

function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * The words of an HTML mail: no tags, no scripts, no styles, lines where the eye sees some. One pass from left to
 * right, so that no mail can make it slow.
 */
export function textOfHtml(html: string): string {
  const lower = html.toLowerCase();
  let text = '';
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    text += decode(html.slice(at, open === -1 ? html.length : open).replace(/\s+/g, ' '));
    if (open === -1) break;
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      at = end === -1 ? html.length : end + 3;
      continue;
    }
    const name = /^[/!]?([a-z][a-z0-9]*)/.exec(lower.slice(open + 1, open + 32))?.[1];
    if (name === undefined) {
      // A "<" that begins no tag is a character like any other.
      text += '<';
      at = open + 1;
      continue;
    }
    const end = html.indexOf('>', open);
    if (end === -1) break;
    if (blocks.has(name)) text += '\n';
    const opens = lower[open + 1] !== '/';
    at = opens && unread.has(name) ? endOf(html, lower, name, end) : end + 1;
  }
  return tidy(text);
}

/** Notion's limits: characters a text, texts a value, blocks a request. */
const longestText = 2_000;
const mostTexts = 100;
const mostBlocks = 100;

/** Text as Notion takes it: in pieces, none of which ends between the halves of a character. */
export function richText(text: string): { text: { content: string } }[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length && pieces.length < mostTexts; ) {
    let end = Math.min(at + longestText, text.length);
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last <= 0xdbff) end -= 1;
    pieces.push(text.slice(at, end));
    at = end;
  }
  return pieces.map((content) => ({ text: { content } }));
}

/** A page's body: a paragraph for each that the text has; what goes beyond the limit shares the last one. */
export function paragraphs(text: string) {
  const all = text.split(/\n{2,}/).filter((part) => part.trim() !== '');
  const kept =
    all.length <= mostBlocks
      ? all
      : [...all.slice(0, mostBlocks - 1), all.slice(mostBlocks - 1).join('\n\n')];
  return kept.map((part) => ({
    object: 'block' as const,
    type: 'paragraph' as const,
    paragraph: { rich_text: richText(part) },
  }));
}

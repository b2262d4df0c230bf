import { at, isObject, type Json, list, object, text } from '../../json.ts';
import { plain } from './state.ts';

/** A value that was understood, or what is wrong with it. */
export type Read = { readonly value: Json } | { readonly flaw: string };

const longestText = 2000;
const mostElements = 100;

/** Rich text as a caller writes it, made into what the API shows. `path` is where it stands in the body. */
export function readRichText(given: Json | undefined, path: string): Read {
  if (!Array.isArray(given)) return { flaw: `${path} should be an array, instead was \`${typeof given}\`.` };
  if (given.length > mostElements)
    return { flaw: `${path}.length should be ≤ \`${mostElements}\`, instead was \`${given.length}\`.` };
  const pieces: Json[] = [];
  for (const [index, piece] of list(given).entries()) {
    const content = text(at(piece, 'text', 'content'));
    if (content === undefined)
      return { flaw: `${path}[${index}].text.content should be defined, instead was \`undefined\`.` };
    if (content.length > longestText) {
      return {
        flaw: `${path}[${index}].text.content.length should be ≤ \`${longestText}\`, instead was \`${content.length}\`.`,
      };
    }
    const shown = plain(content, text(at(piece, 'text', 'link', 'url')) ?? null);
    const annotations = isObject(piece) ? object(piece['annotations']) : {};
    pieces.push({ ...shown, annotations: { ...object(shown['annotations']), ...annotations } });
  }
  return { value: pieces };
}

/** The words of a rich text. */
export function plainText(value: Json | undefined): string {
  return list(value)
    .map((piece) => text(at(piece, 'plain_text')) ?? '')
    .join('');
}

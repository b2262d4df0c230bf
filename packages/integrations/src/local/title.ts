import { cleanText } from './bounded-text.ts';

/** Longest title, in grapheme clusters (what a reader sees as one character). */
export const TITLE_LENGTH = 80;
const TITLE_UNITS = 400;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const words = new Intl.Segmenter('en', { granularity: 'word' });

/**
 * The first `limit` grapheme clusters of a one-line text, cut between words where there is a place to cut,
 * without punctuation at its end.
 */
export function shorten(text: string, limit = TITLE_LENGTH): string {
  const line = cleanText(text.slice(0, TITLE_UNITS * 4)).replace(/\s+/g, ' ');
  const clusters = [...graphemes.segment(line.slice(0, TITLE_UNITS * 2))];
  if (clusters.length <= limit && line.length <= TITLE_UNITS) return tidyEnd(line);
  const edge = Math.min(clusters[limit]?.index ?? line.length, clusterStart(clusters, TITLE_UNITS));
  return tidyEnd(line.slice(0, wordStart(line, edge))) || line.slice(0, edge);
}

function clusterStart(clusters: readonly Intl.SegmentData[], units: number): number {
  return clusters.findLast(({ index }) => index <= units)?.index ?? 0;
}

/** The last place at or before `edge` where no word is cut; `edge` itself where one word fills it all. */
function wordStart(line: string, edge: number): number {
  const space = line.lastIndexOf(' ', edge);
  if (space > edge / 2) return space;
  let last = 0;
  for (const { index } of words.segment(line.slice(0, edge + 50))) {
    if (index > edge) break;
    last = index;
  }
  return last > edge / 3 ? last : edge;
}

function tidyEnd(text: string): string {
  const tidy = text.replace(/[\s.,;:!?…\-–—/|&+]+$/u, '').trim();
  return tidy.replace(/[([{"']+$/, '').trim();
}

/** Upper case for the first letter, unless the word has its own ("iPhone"). */
export function capitalised(text: string): string {
  const first = /^\S+/.exec(text)?.[0] ?? '';
  return /^\p{Ll}[^\p{Lu}]*$/u.test(first) && !/[@/.\d]\S/.test(first)
    ? text.charAt(0).toUpperCase() + text.slice(1)
    : text;
}

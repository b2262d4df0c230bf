import type { Tx } from '@ballast/db';
import { sql } from 'kysely';
import type { Term } from './terms.ts';

/** What a snippet is cut from, and how long it is at most, in characters. */
const snippetLength = 160;
/** Control characters that no kept text contains: SQL's marks around a match. */
const open = '\u0002';
const close = '\u0003';

/** One text with what was found in it. */
interface Marked {
  readonly text: string;
  /** Starts and ends of the matches, in UTF-16 units. */
  readonly ranges: readonly (readonly [start: number, end: number])[];
}

/** A record's texts to cut a snippet from, the likeliest first. */
export interface SnippetSource {
  readonly id: string;
  readonly texts: readonly string[];
}

/**
 * One line of each record's text around what was found, the matches between `**`. Plain text: it is never HTML, and
 * its only asterisks are marks (`*` in the text becomes `∗`).
 */
export async function snippetsOf(
  tx: Tx,
  sources: readonly SnippetSource[],
  terms: readonly Pick<Term, 'query'>[],
): Promise<Map<string, string>> {
  const flat = sources.flatMap(({ id, texts }) => texts.map((text) => ({ id, text })));
  const marked = await markEach(
    tx,
    flat.map(({ text }) => text),
    terms,
  );
  const best = new Map<string, Marked>();
  for (const [index, { id }] of flat.entries()) {
    const candidate = marked[index];
    const known = best.get(id);
    if (candidate && (!known || candidate.ranges.length > known.ranges.length)) best.set(id, candidate);
  }
  return new Map([...best].map(([id, text]) => [id, cut(text)]));
}

async function markEach(
  tx: Tx,
  texts: readonly string[],
  terms: readonly Pick<Term, 'query'>[],
): Promise<Marked[]> {
  if (terms.length === 0 || texts.length === 0) return texts.map((text) => ({ text, ranges: [] }));
  const query = terms.map((term) => `(${term.query})`).join(' | ');
  const { rows } = await sql<{ folded: string; found: string }>`
    SELECT search_fold(source) AS folded,
      ts_headline('english', search_fold(source), to_tsquery('english', ${query}) || to_tsquery('simple', ${query}),
        ${`HighlightAll=true, StartSel=${open}, StopSel=${close}`}) AS found
    FROM unnest(${texts}::text[]) WITH ORDINALITY AS given (source, place) ORDER BY place`.execute(tx.kysely);
  return rows.map(({ folded, found }, index) => {
    const text = texts[index] ?? '';
    // Folding keeps every character's place, except in text that is not composed: then the folded one is shown.
    return { text: folded.length === text.length ? text : folded, ranges: rangesIn(found) };
  });
}

function rangesIn(found: string): (readonly [number, number])[] {
  const ranges: (readonly [number, number])[] = [];
  let marks = 0;
  let start = 0;
  for (let at = 0; at < found.length; at += 1) {
    if (found[at] === open) start = at - marks++;
    else if (found[at] === close) ranges.push([start, at - marks++]);
  }
  return ranges;
}

function cut({ text, ranges }: Marked): string {
  const first = ranges[0]?.[0] ?? 0;
  const from = text.length <= snippetLength ? 0 : wordStart(text, Math.max(0, first - 40));
  const to = text.length - from <= snippetLength ? text.length : wordEnd(text, from + snippetLength);
  let snippet = '';
  let at = from;
  for (const [start, end] of ranges) {
    if (start < at || end > to) continue;
    snippet += `${plain(text.slice(at, start))}**${plain(text.slice(start, end))}**`;
    at = end;
  }
  snippet += plain(text.slice(at, to));
  return `${from > 0 ? '…' : ''}${snippet.trim()}${to < text.length ? '…' : ''}`.toWellFormed();
}

function plain(text: string): string {
  return text.replaceAll('*', '∗').replace(/\s+/g, ' ');
}

function wordStart(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at);
  return space < 0 || at - space > 40 ? at : space + 1;
}

function wordEnd(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at);
  return at - space > 40 ? at : space;
}

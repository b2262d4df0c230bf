import type { z } from 'zod';
import { personText } from '../../schemas.ts';

/** The longest search, in characters. */
export const maxQueryLength = 500;
/** What is searched for, as a person types it. */
export const searchTextSchema = personText('The search', maxQueryLength);
export type SearchText = z.infer<typeof searchTextSchema>;

/** How many words of a search count, and how long one may be. */
const mostWords = 12;
const longestWord = 40;

/**
 * The words of a search, folded like the index (lower case, no Latin accents), without doubles. Letters and digits
 * only, so that a word can stand in a tsquery as it is.
 */
export function searchWords(text: string): string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? [];
  const distinct = [...new Set(words.map((word) => word.slice(0, longestWord).toWellFormed()))];
  // Of a long text the longer words say more; the order typed is kept.
  const kept = new Set(distinct.toSorted((a, b) => b.length - a.length).slice(0, mostWords));
  return distinct.filter((word) => kept.has(word));
}

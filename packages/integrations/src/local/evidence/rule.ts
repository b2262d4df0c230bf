import type { Category } from '../../classification.ts';
import type { Thought } from '../thought.ts';

/** Evidence in log-odds: 1 is a hint, 2 is strong, 3 settles most cases alone. Negative speaks against. */
export type Points = Readonly<Partial<Record<Category, number>>>;

/** One piece of evidence: it counts once, however often it is found. */
export interface Rule {
  readonly id: string;
  /** Where a pattern is looked for: the whole masked text, or its start without lead-ins. */
  readonly in?: 'text' | 'lead';
  readonly when: RegExp | ((thought: Thought) => boolean);
  readonly points: Points;
}

/** Rules that share one reason. */
export interface RuleGroup {
  readonly name: string;
  readonly why: string;
  readonly rules: readonly Rule[];
}

/** True where a rule's evidence is there. */
export function holds(rule: Rule, thought: Thought): boolean {
  if (typeof rule.when === 'function') return rule.when(thought);
  return rule.when.test(rule.in === 'lead' ? thought.lead : thought.masked);
}

/** Pattern of any of the words, as whole words, a plural -s allowed. */
export function anyOf(words: readonly string[]): string {
  return `\\b(?:${words.join('|')})s?\\b`;
}

/** How many different words of a list a text has, counted up to `most`. */
export function countOf(words: readonly string[], most: number): (text: string) => number {
  const pattern = new RegExp(anyOf(words), 'g');
  return (text) => Math.min(most, new Set(text.match(pattern)).size);
}

import { cleanText } from '../local/bounded-text.ts';
import type { DailyDigestFacts, WeeklyReviewFacts } from '../local/digest/facts.ts';
import { wordsIn } from '../local/digest/markdown.ts';
import { DAILY_MAX_WORDS, isEmptyDay, writeDailyDigestLocally } from '../local/digest/write-daily.ts';
import { isEmptyWeek, WEEKLY_MAX_WORDS, writeWeeklyReviewLocally } from '../local/digest/write-weekly.ts';
import { digestAnswerSchema, digestInstructions } from '../prompts/digest.ts';
import { isGrounded, leaks } from './grounding.ts';
import type { Question } from './model.ts';

/** Kind and facts belong together. */
export type DigestInput =
  | { readonly kind: 'daily'; readonly facts: DailyDigestFacts }
  | { readonly kind: 'weekly'; readonly facts: WeeklyReviewFacts };

const mostWords = { daily: DAILY_MAX_WORDS, weekly: WEEKLY_MAX_WORDS } as const;
/** Share of a letter's words that the facts have too; the rest is how one says it. */
const LEAST_GROUNDED = 0.4;
const MOST_ITEMS = 40;
const ITEM_CHARS = 120;

/** The digest by the rules alone. */
export function writeLocally(input: DigestInput): string {
  return input.kind === 'daily'
    ? writeDailyDigestLocally(input.facts)
    : writeWeeklyReviewLocally(input.facts);
}

/** True when there is nothing to tell, and so nothing to ask a model about. */
export function isEmpty(input: DigestInput): boolean {
  return input.kind === 'daily' ? isEmptyDay(input.facts) : isEmptyWeek(input.facts);
}

/** What a model is asked about a digest: to tell the same more warmly. */
export function digestQuestion(input: DigestInput): Question<{ markdown: string }> {
  const draft = writeLocally(input);
  const facts = bounded(input.facts);
  const instructions = digestInstructions[input.kind];
  const written = `${draft}\n${JSON.stringify(facts)}`;
  return {
    name: `${input.kind}_digest`,
    instructions,
    data: { text: draft, facts },
    schema: digestAnswerSchema,
    maxOutputTokens: 4_000,
    accepts: ({ markdown }) =>
      markdown.trim() !== '' &&
      wordsIn(markdown) <= mostWords[input.kind] &&
      isPlainMarkdown(markdown, written) &&
      isGrounded(markdown, written, LEAST_GROUNDED) &&
      !leaks(markdown, instructions, written),
  };
}

/** Pictures, HTML and addresses nobody wrote down can carry what was written out of the letter. */
function isPlainMarkdown(markdown: string, written: string): boolean {
  if (/!\[|<[a-z!/]|\]\(|javascript:|data:[a-z]+\//i.test(markdown)) return false;
  const addresses = markdown.match(/(?:https?:\/\/|www\.)[^\s)*>\]]+/gi) ?? [];
  return addresses.every((address) => written.includes(address));
}

/** The facts with long lists and long texts cut: a letter of 150 words is not written from 500 thoughts. */
function bounded(facts: unknown): unknown {
  if (typeof facts === 'string') return cleanText(facts).slice(0, ITEM_CHARS).toWellFormed();
  if (typeof facts === 'bigint') return Number(facts);
  if (facts instanceof Date) return facts.toISOString();
  if (Array.isArray(facts)) return facts.slice(0, MOST_ITEMS).map(bounded);
  if (typeof facts !== 'object' || facts === null) return facts;
  return Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, bounded(value)]));
}

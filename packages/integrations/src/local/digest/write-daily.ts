import { Temporal } from 'temporal-polyfill';
import type { Category } from '../../classification.ts';
import { categoryCounts } from './by-category.ts';
import { longDay } from './due-phrase.ts';
import type { DailyDigestFacts } from './facts.ts';
import { counted, fitted, listed, quoted } from './markdown.ts';
import { actionLine } from './next-step.ts';

/** The most words a daily digest has. */
export const DAILY_MAX_WORDS = 150;

/** True when a day has nothing to tell: nothing came in, nothing is next, nothing waits. */
export function isEmptyDay(facts: DailyDigestFacts): boolean {
  return facts.received.length === 0 && facts.needsReview.length === 0 && facts.nextActions.length === 0;
}

/**
 * A daily digest in Markdown without any network: what came in, up to three next actions, what waits for review.
 * At most 150 words; an empty day is one line. Pure and deterministic.
 */
export function writeDailyDigestLocally(facts: DailyDigestFacts): string {
  if (isEmptyDay(facts)) {
    const day = longDay(Temporal.PlainDate.from(facts.date));
    return `Nothing came in on ${day}, nothing is next and nothing waits for your review.`;
  }
  return fitted(DAILY_MAX_WORDS, 6, (detail) =>
    [cameIn(facts, detail), next(facts, detail), waiting(facts, detail)]
      .filter((block) => block !== undefined)
      .join('\n\n'),
  );
}

function titleLength(detail: number): number {
  return detail > 3 ? 80 : detail > 0 ? 50 : 30;
}

function cameIn({ received }: DailyDigestFacts, detail: number): string {
  if (received.length === 0) return '**Came in:** nothing new.';
  const counts = new Map<Category, number>();
  // What waits for review is told below; its category is only a guess yet.
  for (const { category, status } of received) {
    if (category && status !== 'needs_review') counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  const kinds = categoryCounts(counts);
  const head = `**Came in:** ${counted(received.length, 'thought')}${kinds.length > 0 ? ` (${listed(kinds)})` : ''}`;
  const shown = received
    .slice(0, Math.min(3, detail))
    .map(({ title, text }) => quoted(title ?? text, titleLength(detail)));
  const rest = received.length - shown.length;
  if (shown.length === 0) return `${head}.`;
  return `${head}: ${listed(rest > 0 ? [...shown, `${rest} more`] : shown)}.`;
}

function next({ nextActions, nowMs, timezone }: DailyDigestFacts, detail: number): string | undefined {
  if (nextActions.length === 0) return undefined;
  const options = { titleLength: titleLength(detail), withStep: detail > 4 };
  const lines = nextActions
    .slice(0, 3)
    .map((action, index) => `${index + 1}. ${actionLine(action, nowMs, timezone, options)}`);
  return `**Next actions**\n\n${lines.join('\n')}`;
}

function waiting({ needsReview }: DailyDigestFacts, detail: number): string | undefined {
  if (needsReview.length === 0) return undefined;
  const shown = needsReview
    .slice(0, Math.min(3, detail))
    .map(({ text }) => quoted(text, titleLength(detail)));
  const rest = needsReview.length - shown.length;
  const head = `**Waiting for your review:** ${counted(needsReview.length, 'thought')}`;
  if (shown.length === 0) return `${head}.`;
  return `${head}: ${listed(rest > 0 ? [...shown, `${rest} more`] : shown)}.`;
}

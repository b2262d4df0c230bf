import { categoryCounts } from './by-category.ts';
import { daysSince, duePhrase } from './due-phrase.ts';
import type { WeeklyReviewFacts } from './facts.ts';
import { counted, fitted, listed, literal, quoted } from './markdown.ts';
import { actionLine } from './next-step.ts';
import { patternsOf, receivedCounts } from './patterns.ts';

/** The most words a weekly review has. */
export const WEEKLY_MAX_WORDS = 250;

type Loop = WeeklyReviewFacts['open'][number];

/** True when a week has nothing to tell. */
export function isEmptyWeek(facts: WeeklyReviewFacts): boolean {
  return receivedCounts(facts).total === 0 && facts.done.length === 0 && facts.open.length === 0;
}

/**
 * A weekly review in Markdown without any network: what moved, open loops, patterns, three things to focus on.
 * At most 250 words, analytical; an empty week is one line. Pure and deterministic.
 */
export function writeWeeklyReviewLocally(facts: WeeklyReviewFacts): string {
  if (isEmptyWeek(facts)) return `Nothing moved in week ${facts.week}, and nothing is open.`;
  return fitted(WEEKLY_MAX_WORDS, 6, (detail) =>
    [moved(facts, detail), loops(facts, detail), patterns(facts), focus(facts, detail)]
      .filter((block) => block !== undefined)
      .join('\n\n'),
  );
}

function titleLength(detail: number): number {
  return detail > 3 ? 70 : detail > 0 ? 45 : 30;
}

function moved(facts: WeeklyReviewFacts, detail: number): string {
  const { total, byCategory } = receivedCounts(facts);
  const kinds = categoryCounts(byCategory);
  const came = `${counted(total, 'thought')} came in${kinds.length > 0 ? ` (${listed(kinds)})` : ''}`;
  const shown = facts.done.slice(0, detail).map(({ title }) => quoted(title, titleLength(detail)));
  const rest = facts.done.length - shown.length;
  const closed =
    facts.done.length === 0
      ? 'nothing was closed'
      : `${facts.done.length} closed${shown.length > 0 ? `: ${listed(rest > 0 ? [...shown, `${rest} more`] : shown)}` : ''}`;
  return `**What moved**\n\n${came}; ${closed}.`;
}

function loops({ open, nowMs, timezone }: WeeklyReviewFacts, detail: number): string | undefined {
  if (open.length === 0) return '**Open loops**\n\nNone.';
  const shown = open.slice(0, Math.max(1, detail)).map((loop) => {
    const state = duePhrase(loop, nowMs, timezone) ?? age(loop, nowMs);
    return `- ${literal(loop.title, titleLength(detail))}: ${state}`;
  });
  const rest = open.length - shown.length;
  if (rest > 0) shown.push(`- ${rest} more`);
  return `**Open loops**\n\n${shown.join('\n')}`;
}

function age({ updatedAt }: Loop, nowMs: number): string {
  const days = daysSince(updatedAt, nowMs);
  return days === 0 ? 'touched today' : `not touched for ${counted(days, 'day')}`;
}

function patterns(facts: WeeklyReviewFacts): string | undefined {
  const found = patternsOf(facts).slice(0, 4);
  return found.length === 0
    ? '**Patterns**\n\nToo little happened to show one.'
    : `**Patterns**\n\n${found.map((pattern) => `- ${pattern}`).join('\n')}`;
}

/** What is due soonest comes first, then what has lain longest; people only when nothing else is open. */
function focus({ open, nowMs, timezone }: WeeklyReviewFacts, detail: number): string | undefined {
  const options = { titleLength: titleLength(detail), withStep: detail > 2 };
  const candidates = open.toSorted((a, b) => rank(a) - rank(b) || lateness(a) - lateness(b));
  if (candidates.length === 0) return undefined;
  const lines = candidates
    .slice(0, 3)
    .map((loop, index) => `${index + 1}. ${actionLine(loop, nowMs, timezone, options)}`);
  return `**Focus on**\n\n${lines.join('\n')}`;
}

function rank({ dueAt, category }: Loop): number {
  return dueAt !== null ? 0 : category === 'projects' ? 1 : category === 'admin' ? 2 : 3;
}

function lateness({ dueAt, updatedAt }: Loop): number {
  return (dueAt ?? updatedAt).getTime();
}

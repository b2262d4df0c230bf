import { type Category, categories } from '../../classification.ts';
import { daysSince } from './due-phrase.ts';
import type { WeeklyReviewFacts } from './facts.ts';
import { counted } from './markdown.ts';

const STALE_DAYS = 21;

/** How many thoughts of each category came in, and how many in all. */
export function receivedCounts({ received }: WeeklyReviewFacts): {
  total: number;
  byCategory: Map<Category, number>;
} {
  const byCategory = new Map<Category, number>();
  let total = 0;
  for (const { category, count } of received) {
    total += Number(count);
    if (category) byCategory.set(category, (byCategory.get(category) ?? 0) + Number(count));
  }
  return { total, byCategory };
}

/** What a week's numbers say, the most telling first; each sentence is a statement of fact. */
export function patternsOf(facts: WeeklyReviewFacts): string[] {
  return [pace(facts), pile(facts), stale(facts), corrected(facts), unsure(facts)].filter(
    (pattern) => pattern !== undefined,
  );
}

function pace(facts: WeeklyReviewFacts): string | undefined {
  const { total } = receivedCounts(facts);
  const closed = facts.done.length;
  if (total < 3 && closed < 3) return undefined;
  if (closed === 0) return `Nothing was closed while ${counted(total, 'thought')} came in.`;
  if (total > 2 * closed) return `The list grows: ${total} in, ${closed} closed.`;
  if (closed > total) return `The list shrinks: ${closed} closed, ${total} in.`;
  return undefined;
}

function pile(facts: WeeklyReviewFacts): string | undefined {
  const { total, byCategory } = receivedCounts(facts);
  if (total < 5) return undefined;
  const top = categories.toSorted((a, b) => (byCategory.get(b) ?? 0) - (byCategory.get(a) ?? 0))[0];
  const share = top ? (byCategory.get(top) ?? 0) / total : 0;
  return top && share >= 0.5 ? `${Math.round(share * 100)} % of what came in belongs to ${top}.` : undefined;
}

function stale({ open, nowMs }: WeeklyReviewFacts): string | undefined {
  const count = open.filter(({ updatedAt }) => daysSince(updatedAt, nowMs) >= STALE_DAYS).length;
  return count === 0
    ? undefined
    : `${counted(count, 'open loop has', 'open loops have')} not moved for three weeks or more.`;
}

function corrected({ corrections }: WeeklyReviewFacts): string | undefined {
  const top = corrections
    .filter(({ fromCategory }) => fromCategory !== null)
    .toSorted((a, b) => Number(b.count) - Number(a.count))[0];
  if (!top || Number(top.count) < 2) return undefined;
  return `${top.count} thoughts were moved from ${top.fromCategory} to ${top.toCategory}.`;
}

function unsure({ received }: WeeklyReviewFacts): string | undefined {
  const count = received
    .filter(({ status }) => status === 'needs_review' || status === 'failed')
    .reduce((sum, row) => sum + Number(row.count), 0);
  return count === 0
    ? undefined
    : `${counted(count, 'thought')} of the week still ${count === 1 ? 'waits' : 'wait'} for review.`;
}

import { detectIntentLocally } from '@ballast/integrations';
import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import type { Category } from '../../schemas.ts';
import { getAccount } from '../account/get.ts';
import { type DueSpan, daySpan, dueSpan, isDueIn, isOpen } from '../record/open.ts';
import type { UnfiledItem } from './match-unfiled.ts';
import { search } from './query.ts';
import { searchTextSchema } from './words.ts';

export const answerInput = z.strictObject({ question: searchTextSchema });

/** Where one line of an answer comes from. */
export interface Source {
  readonly recordId: string;
  readonly category: Category;
  readonly title: string;
  readonly dueAt: string | null;
  readonly dueAllDay: boolean;
}

/** An answer out of the owner's own records. Nothing found: no lines. */
export interface Answer {
  /** One line a source, in its own words, matches between `**` as in `search.query`. */
  readonly lines: readonly { readonly text: string; readonly recordId: string }[];
  readonly sources: readonly Source[];
  /** Thoughts that may answer it and have no record yet. */
  readonly unfiled: readonly UnfiledItem[];
}

const mostLines = 5;
const mostDue = 20;
const aboutDue = /\b(due|overdue|deadlines?|to do|todo|scheduled|planned|coming up|on my plate|fällig)\b/i;

/** Answers a question from what the owner has written down, with its sources. Files nothing, asks nobody else. */
export async function answerQuestion(options: {
  ctx: OwnerCall;
  input: z.infer<typeof answerInput>;
}): Promise<Answer> {
  const { ctx, input } = options;
  const { timezone } = await getAccount({ ctx });
  const span = askedSpan(input.question, ctx.runtime.now(), timezone);
  if (span) return answerDue(ctx, span, /\boverdue\b/i.test(input.question));
  const { items, unfiled } = await search({ ctx, input: { query: input.question, limit: 10 } });
  const most = Math.max(0, ...items.map(({ snippet }) => matchesIn(snippet)));
  // What has much less of the question than the best is about something else.
  const kept = items.filter(({ snippet }) => most > 0 && matchesIn(snippet) * 2 >= most).slice(0, mostLines);
  return {
    lines: kept.map(({ snippet, recordId }) => ({ text: snippet, recordId })),
    sources: kept.map(({ recordId, category, title, dueAt, dueAllDay }) => ({
      recordId,
      category,
      title,
      dueAt,
      dueAllDay,
    })),
    unfiled,
  };
}

/** The different words that a snippet marks. */
function matchesIn(snippet: string): number {
  return new Set(
    snippet
      .match(/(?<=\*\*)[^*]+(?=\*\*)/g)
      ?.filter((_, n) => n % 2 === 0)
      .map((word) => word.toLowerCase()),
  ).size;
}

/** The days a question about due dates means; undefined for any other question. */
function askedSpan(question: string, nowMs: number, timezone: string): DueSpan | undefined {
  if (!aboutDue.test(question)) return undefined;
  if (/\boverdue\b/i.test(question)) return dueSpan('overdue', nowMs, timezone);
  if (/\b(this|next) week\b|\bcoming days\b/i.test(question)) return dueSpan('week', nowMs, timezone);
  if (/\btoday\b|\bnow\b/i.test(question)) return dueSpan('today', nowMs, timezone);
  const { date } = detectIntentLocally(question, { timezone, nowMs });
  return date === undefined ? undefined : daySpan(date, timezone);
}

async function answerDue(ctx: OwnerCall, span: DueSpan, overdueOnly: boolean): Promise<Answer> {
  const rows = await ctx.database.read({ deadline: ctx.deadline, name: 'search.answer' }, ({ kysely }) =>
    kysely
      .selectFrom('Record')
      .select(['id', 'category', 'title', 'dueAt', 'dueAllDay'])
      .where('ownerId', '=', ctx.principal.ownerId)
      .where((eb) => eb.and([isOpen(eb, ctx.runtime.now()), isDueIn(eb, span, { overdueOnly })]))
      .orderBy('dueAt')
      .limit(mostDue)
      .execute(),
  );
  return {
    lines: rows.map(({ id, title }) => ({ text: title.replaceAll('*', '∗'), recordId: id })),
    sources: rows.map(({ id, category, title, dueAt, dueAllDay }) => ({
      ...{ recordId: id, category, title, dueAllDay },
      dueAt: dueAt?.toISOString() ?? null,
    })),
    unfiled: [],
  };
}

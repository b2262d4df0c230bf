import type { Category } from '../../trpc/client.ts';
import { dayOf, instantOf } from '../../ui/dates.ts';
import { categoryLooks } from '../categories/categories.ts';

/** When something was captured: not asked, one of the usual spans, or between two days. */
export type When = 'any' | 'today' | 'week' | 'month' | 'year' | 'between';

/** A search as its address holds it. */
export interface Search {
  readonly text: string;
  readonly category: Category | undefined;
  readonly when: When;
  /** `YYYY-MM-DD` or empty, for `between`; both inclusive. */
  readonly fromDay: string;
  readonly toDay: string;
}

/** The usual spans in the order they are offered, with how many days back from today they begin. */
export const spans = [
  { value: 'today', label: 'Today', days: 0 },
  { value: 'week', label: 'Last 7 days', days: 7 },
  { value: 'month', label: 'Last 30 days', days: 30 },
  { value: 'year', label: 'Last year', days: 365 },
] as const satisfies readonly { value: When; label: string; days: number }[];

type Query = Readonly<Record<string, string | string[] | undefined>>;

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const dayMs = 86_400_000;

/** Reads an address; what makes no sense there is left out. */
export function searchFrom(query: Query): Search {
  const one = (name: string) => {
    const value = query[name];
    return typeof value === 'string' ? value : '';
  };
  const day = (name: string) => (isDay(one(name)) ? one(name) : '');
  const [fromDay, toDay] = [day('from'), day('to')];
  const span = spans.find(({ value }) => value === one('when'))?.value;
  return {
    text: one('q'),
    category: categoryLooks.find(({ category }) => category === one('in'))?.category,
    when: span ?? (one('when') === 'between' || fromDay || toDay ? 'between' : 'any'),
    fromDay,
    toDay,
  };
}

function isDay(text: string): boolean {
  return dayPattern.test(text) && !Number.isNaN(Date.parse(text));
}

/** The address's query of a search: only what is not as usual. */
export function addressOf({ text, category, when, fromDay, toDay }: Search): Record<string, string> {
  const between = when === 'between';
  return {
    ...(text.trim() === '' ? {} : { q: text.trim() }),
    ...(category === undefined ? {} : { in: category }),
    ...(when === 'any' ? {} : { when }),
    ...(between && fromDay !== '' ? { from: fromDay } : {}),
    ...(between && toDay !== '' ? { to: toDay } : {}),
  };
}

/** True when something other than the words narrows the search down. */
export function isNarrowed({ category, when }: Search): boolean {
  return category !== undefined || when !== 'any';
}

/** The instants `search.query` takes for a span, by the days of a timezone; `nowMs` is epoch ms. */
export function instantsOf(
  { when, fromDay, toDay }: Search,
  nowMs: number,
  timezone: string,
): { from?: string; to?: string } {
  const startOf = (day: string) => new Date(instantOf(day, '00:00', timezone)).toISOString();
  const span = spans.find(({ value }) => value === when);
  if (span) return { from: startOf(dayFrom(dayOf(nowMs, timezone), -span.days)) };
  if (when !== 'between') return {};
  return {
    ...(fromDay === '' ? {} : { from: startOf(fromDay) }),
    ...(toDay === '' ? {} : { to: startOf(dayFrom(toDay, 1)) }),
  };
}

function dayFrom(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

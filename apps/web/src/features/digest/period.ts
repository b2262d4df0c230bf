import type { DigestView } from '../../trpc/client.ts';
import { dayOf } from '../../ui/dates.ts';

/** What a digest is about: `YYYY-MM-DD`, or ISO week `YYYY-Www`. */
export type Period = Pick<DigestView, 'kind' | 'periodKey'>;

const dayMs = 86_400_000;

function msOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function dayAt(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function dayWords(day: string, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...parts }).format(msOf(day)).replace(',', '');
}

/** A digest's period as a heading: `Tuesday 24 November`, or `Week 48, 2026`. */
export function periodTitle({ kind, periodKey }: Period): string {
  if (kind === 'weekly') {
    const [, year = '', week = ''] = /^(\d{4})-W(\d{2})$/.exec(periodKey) ?? [];
    return week ? `Week ${Number(week)}, ${year}` : periodKey;
  }
  if (Number.isNaN(msOf(periodKey))) return periodKey;
  return dayWords(periodKey, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** A week's days in words: `23 to 29 November`. */
export function weekDays(weekKey: string): string {
  const monday = mondayOf(weekKey);
  if (monday === undefined) return '';
  const [first, last] = [dayAt(monday), dayAt(monday + 6 * dayMs)];
  const sameMonth = first.slice(0, 7) === last.slice(0, 7);
  const from = dayWords(first, { day: 'numeric', ...(sameMonth ? {} : { month: 'long' }) });
  return `${from} to ${dayWords(last, { day: 'numeric', month: 'long' })}`;
}

/** The first instant of an ISO week's Monday in UTC, epoch ms. */
function mondayOf(weekKey: string): number | undefined {
  const match = /^(\d{4})-W(\d{2})$/.exec(weekKey);
  if (!match) return undefined;
  // 4 January is always in week 1.
  const january4 = Date.UTC(Number(match[1]), 0, 4);
  return january4 + ((Number(match[2]) - 1) * 7 - ((new Date(january4).getUTCDay() + 6) % 7)) * dayMs;
}

/** The ISO week of a day, `YYYY-Www`. */
export function weekOf(day: string): string {
  // The Thursday of a week is in the year the week belongs to.
  const thursday = msOf(day) + (3 - ((new Date(msOf(day)).getUTCDay() + 6) % 7)) * dayMs;
  const year = new Date(thursday).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * dayMs)) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** The present day or week in a timezone, and the one before it. */
export function periodsAround(
  kind: DigestView['kind'],
  nowMs: number,
  timezone: string,
): { present: Period; before: Period } {
  const today = dayOf(nowMs, timezone);
  const earlier = dayAt(msOf(today) - (kind === 'daily' ? 1 : 7) * dayMs);
  const key = (day: string) => (kind === 'daily' ? day : weekOf(day));
  return { present: { kind, periodKey: key(today) }, before: { kind, periodKey: key(earlier) } };
}

/** True for a digest that was written when its day or week was over: one that was caught up on. */
export function isCaughtUp(digest: Period & Pick<DigestView, 'createdAt'>, timezone: string): boolean {
  const written = dayOf(Date.parse(digest.createdAt), timezone);
  return (digest.kind === 'daily' ? written : weekOf(written)) > digest.periodKey;
}

/** True when somebody was here during a period or before it, so that a digest of it could be missed. */
export function wasHere(createdAt: string, { kind, periodKey }: Period, timezone: string): boolean {
  const came = dayOf(Date.parse(createdAt), timezone);
  return (kind === 'daily' ? came : weekOf(came)) <= periodKey;
}

import type { DB } from '@ballast/db';
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { Temporal } from 'temporal-polyfill';

/** True for records that are to be done now: open ones, and snoozed ones whose day has come. */
export function isOpen(eb: ExpressionBuilder<DB, 'Record'>, nowMs: number): Expression<SqlBool> {
  return eb.or([
    eb('Record.status', '=', 'open'),
    eb.and([eb('Record.status', '=', 'snoozed'), eb('Record.snoozedUntil', '<=', new Date(nowMs))]),
  ]);
}

/** Which due dates are meant, from (inclusive) to (exclusive), epoch ms; no `fromMs`: however long ago. */
export interface DueSpan {
  readonly fromMs?: number;
  readonly toMs: number;
}

/** What is due today in a timezone (all that is overdue with it), only what is overdue, or within seven days. */
export function dueSpan(due: 'today' | 'overdue' | 'week', nowMs: number, timezone: string): DueSpan {
  if (due === 'overdue') return { toMs: nowMs };
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timezone).toPlainDate();
  return { toMs: startMs(today.add({ days: due === 'today' ? 1 : 7 }), timezone) };
}

/** One day in a timezone, `YYYY-MM-DD`. */
export function daySpan(day: string, timezone: string): DueSpan {
  const date = Temporal.PlainDate.from(day);
  return { fromMs: startMs(date, timezone), toMs: startMs(date.add({ days: 1 }), timezone) };
}

/** True for records due in a span. An all-day one is overdue only when its day is over. */
export function isDueIn(
  eb: ExpressionBuilder<DB, 'Record'>,
  span: DueSpan,
  options: { readonly overdueOnly?: boolean } = {},
): Expression<SqlBool> {
  const allDayTo = new Date(options.overdueOnly ? span.toMs - 86_400_000 : span.toMs);
  return eb.and([
    eb.or([
      eb.and([eb('Record.dueAllDay', '=', false), eb('Record.dueAt', '<', new Date(span.toMs))]),
      eb.and([eb('Record.dueAllDay', '=', true), eb('Record.dueAt', '<', allDayTo)]),
    ]),
    ...(span.fromMs === undefined ? [] : [eb('Record.dueAt', '>=', new Date(span.fromMs))]),
  ]);
}

function startMs(day: Temporal.PlainDate, timezone: string): number {
  return day.toZonedDateTime({ timeZone: timezone }).startOfDay().epochMilliseconds;
}

import { dayOf, instantOf, timeOf } from '../../ui/dates.ts';

/** One offer to put something off. */
export interface SnoozeChoice {
  readonly label: string;
  /** Epoch ms. */
  readonly untilMs: number;
}

/** When the day begins for what was put off to it. */
export const morning = '09:00';
const laterHours = 3;
/** From this hour on nobody wants anything back the same day. */
const evening = '18:00';
const dayMs = 86_400_000;

/** The day some days after an instant in a timezone, `YYYY-MM-DD`. */
export function dayAfter(nowMs: number, days: number, timezone: string): string {
  const today = Date.parse(`${dayOf(nowMs, timezone)}T00:00:00Z`);
  return new Date(today + days * dayMs).toISOString().slice(0, 10);
}

/** The usual times to put something off to, soonest first. */
export function snoozeChoices(nowMs: number, timezone: string): SnoozeChoice[] {
  const on = (days: number) => instantOf(dayAfter(nowMs, days, timezone), morning, timezone);
  const weekday = new Date(`${dayOf(nowMs, timezone)}T00:00:00Z`).getUTCDay();
  const toMonday = (8 - weekday) % 7 || 7;
  return [
    ...(timeOf(nowMs, timezone) < evening
      ? [{ label: 'Later today', untilMs: nowMs + laterHours * 3_600_000 }]
      : []),
    { label: 'Tomorrow', untilMs: on(1) },
    ...(toMonday > 1 ? [{ label: 'Next Monday', untilMs: on(toMonday) }] : []),
    { label: 'In four weeks', untilMs: on(28) },
  ];
}

const dayMs = 86_400_000;

/** The calendar day of an instant in a timezone, as `YYYY-MM-DD`. */
export function dayOf(instantMs: number, timezone: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(instantMs);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** The wall clock time of an instant in a timezone, as `HH:MM`. */
export function timeOf(instantMs: number, timezone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hour: '2-digit', minute: '2-digit' }).format(
    instantMs,
  );
}

/** How far ahead of UTC a timezone is at an instant, in ms. */
function offsetMs(instantMs: number, timezone: string): number {
  const secondMs = Math.floor(instantMs / 1000) * 1000;
  const wall = Date.parse(
    `${dayOf(secondMs, timezone)}T${new Intl.DateTimeFormat('en-GB', { timeZone: timezone, timeStyle: 'medium' }).format(secondMs)}Z`,
  );
  return wall - secondMs;
}

/**
 * The instant of a wall clock time in a timezone. A time that a clock change leaves out is read with the offset from
 * before it; one that comes twice, as the first.
 */
export function instantOf(day: string, time: string, timezone: string): number {
  const wall = Date.parse(`${day}T${time}:00Z`);
  const before = offsetMs(wall - dayMs, timezone);
  const after = offsetMs(wall + dayMs, timezone);
  const fits = [before, after].find((offset) => offsetMs(wall - offset, timezone) === offset);
  return wall - (fits ?? before);
}

/** Whole days from one calendar day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

/** How long ago, in words: `just now`, `5 min ago`, `3 h ago`, `yesterday`, `Mon 17 Nov`. */
export function relativeTime(instantMs: number, nowMs: number, timezone: string): string {
  const agoMs = nowMs - instantMs;
  if (agoMs < 45_000) return 'just now';
  if (agoMs < 3_600_000) return `${Math.max(1, Math.round(agoMs / 60_000))} min ago`;
  const days = daysBetween(dayOf(instantMs, timezone), dayOf(nowMs, timezone));
  if (days === 0) return `${Math.round(agoMs / 3_600_000)} h ago`;
  return days === 1 ? 'yesterday' : shortDay(instantMs, nowMs, timezone);
}

/** A day as it is written in lists: `Mon 17 Nov`, with the year when it is another. */
export function shortDay(instantMs: number, nowMs: number, timezone: string): string {
  const sameYear = dayOf(instantMs, timezone).slice(0, 4) === dayOf(nowMs, timezone).slice(0, 4);
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  })
    .format(instantMs)
    .replace(',', '');
}

/** The full date and time, for hovering over. */
export function absoluteTime(instantMs: number, timezone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    dateStyle: 'full',
    timeStyle: 'short',
  }).format(instantMs);
}

/** When something is due, as a person says it. */
export interface DueWords {
  readonly label: string;
  readonly overdue: boolean;
  /** Today or overdue: worth standing out. */
  readonly pressing: boolean;
}

/** Reads a due date as of now: `Today`, `Tomorrow 15:00`, `Fri 28 Nov`, with whether it has passed. */
export function dueWords(
  due: { readonly dueAt: string; readonly dueAllDay: boolean },
  nowMs: number,
  timezone: string,
): DueWords {
  const dueMs = Date.parse(due.dueAt);
  const days = daysBetween(dayOf(nowMs, timezone), dayOf(dueMs, timezone));
  const overdue = due.dueAllDay ? days < 0 : dueMs < nowMs;
  const near: Readonly<Record<number, string>> = { [-1]: 'Yesterday', 0: 'Today', 1: 'Tomorrow' };
  const day = near[days] ?? shortDay(dueMs, nowMs, timezone);
  return {
    label: due.dueAllDay ? day : `${day} ${timeOf(dueMs, timezone)}`,
    overdue,
    pressing: overdue || days === 0,
  };
}

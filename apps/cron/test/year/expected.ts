const dayMs = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, calendar: 'iso8601', hourCycle: 'h23' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit' },
  });
  formats.set(timeZone, made);
  return made;
}

/** The local date, as midnight UTC in epoch ms, and the local hour: by the platform's calendar, not by the one we use. */
function wallClock(atMs: number, timezone: string): { dateMs: number; hour: number } {
  const parts = new Map(
    formatOf(timezone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, value]),
  );
  const number = (name: Intl.DateTimeFormatPartTypes): number => Number(parts.get(name));
  return { dateMs: Date.UTC(number('year'), number('month') - 1, number('day')), hour: number('hour') };
}

const dateKey = (dateMs: number): string => new Date(dateMs).toISOString().slice(0, 10);

/** `YYYY-Www` of a Sunday, which is in the year of the Thursday before it. */
function weekKey(sundayMs: number): string {
  const thursday = new Date(sundayMs - 3 * dayMs);
  const year = thursday.getUTCFullYear();
  const week = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * dayMs));
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** The day whose digest a tick at this instant owes: today from seven on, before that yesterday. */
export function dayOwed(atMs: number, timezone: string): string {
  const { dateMs, hour } = wallClock(atMs, timezone);
  return dateKey(hour >= 7 ? dateMs : dateMs - dayMs);
}

/** The week whose review a tick at this instant owes: the one that ends on the last Sunday that has come to 17:00. */
export function weekOwed(atMs: number, timezone: string): string {
  const { dateMs, hour } = wallClock(atMs, timezone);
  const weekday = new Date(dateMs).getUTCDay();
  const daysBack = weekday === 0 && hour < 17 ? 7 : weekday;
  return weekKey(dateMs - daysBack * dayMs);
}

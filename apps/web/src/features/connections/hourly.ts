const hourMs = 3_600_000;
/** How far back failures are shown, in hours. */
export const shownHours = 24;

/** One hour's failures; `startMs` is its beginning, epoch. */
export interface HourOfFailures {
  readonly startMs: number;
  readonly failures: number;
}

/** Every hour of the last day, the present one last: those in which nothing failed are 0. */
export function hourly(
  failing: readonly { readonly hour: string; readonly failures: number }[],
  nowMs: number,
): HourOfFailures[] {
  const present = Math.floor(nowMs / hourMs) * hourMs;
  const byHour = new Map<number, number>();
  for (const { hour, failures } of failing) {
    const startMs = Math.floor(Date.parse(hour) / hourMs) * hourMs;
    byHour.set(startMs, (byHour.get(startMs) ?? 0) + failures);
  }
  return Array.from({ length: shownHours }, (_, index) => {
    const startMs = present - (shownHours - 1 - index) * hourMs;
    return { startMs, failures: byHour.get(startMs) ?? 0 };
  });
}

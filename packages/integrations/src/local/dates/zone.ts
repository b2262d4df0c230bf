import { Temporal } from 'temporal-polyfill';

/** The wall clock of a place at one instant. */
export interface Clock {
  readonly zone: string;
  readonly now: Temporal.ZonedDateTime;
  readonly today: Temporal.PlainDate;
  /** True where people write the month first: 12/24. */
  readonly monthFirst: boolean;
}

const MONTH_FIRST =
  /^(US\/|America\/(New_York|Chicago|Denver|Los_Angeles|Phoenix|Anchorage|Detroit|Boise|Juneau|Toronto|Vancouver|Edmonton|Winnipeg|Halifax|Puerto_Rico|Indiana\/|Kentucky\/|North_Dakota\/)|Pacific\/Honolulu|Asia\/Manila|UTC|Etc\/|GMT|E[SD]T|C[SD]T|M[SD]T|P[SD]T)/;

/** The clock of an IANA timezone; an unknown one is read as UTC. */
export function clockAt(nowMs: number, timezone: string): Clock {
  const instant = Temporal.Instant.fromEpochMilliseconds(Math.trunc(nowMs));
  let now: Temporal.ZonedDateTime;
  try {
    now = instant.toZonedDateTimeISO(timezone);
  } catch {
    now = instant.toZonedDateTimeISO('UTC');
  }
  return {
    zone: now.timeZoneId,
    now,
    today: now.toPlainDate(),
    monthFirst: MONTH_FIRST.test(now.timeZoneId),
  };
}

/**
 * A wall-clock day and time as an ISO instant, with the zone's offset **on that day**. A time that a
 * clock change skips moves forward, one that it repeats is the first; no time is the day's start.
 */
export function toInstant(zone: string, day: Temporal.PlainDate, time?: Temporal.PlainTime): string {
  const zoned = time ? day.toZonedDateTime({ timeZone: zone, plainTime: time }) : day.toZonedDateTime(zone);
  return new Date(zoned.epochMilliseconds).toISOString();
}

import { de, en, es, fr, type ParsedResult } from 'chrono-node';
import { Temporal } from 'temporal-polyfill';
import { fold } from '../bounded-text.ts';
import type { Language } from '../language.ts';
import { datePhrases } from './date-phrases.ts';
import { misspeltDays } from './misspelt-days.ts';
import { isNoDate } from './no-dates.ts';
import { rewrite } from './rewriting.ts';
import type { Clock } from './zone.ts';

/** A date or time found in a text, in the owner's wall clock. */
export interface FoundDate {
  /** Offsets into the text that was searched. */
  readonly start: number;
  readonly end: number;
  readonly day: Temporal.PlainDate;
  readonly time?: Temporal.PlainTime;
  /** Set instead of day and time where the text names a point of time itself ("in 2 hours", "5pm EST"). */
  readonly instantMs?: number;
  /** False for a time alone ("at 5") or a month alone ("in March"). */
  readonly dayKnown: boolean;
  readonly monthOnly: boolean;
  /** The folded text of the same sentence before the date. */
  readonly before: string;
}

const SEARCHED_CHARS = 1500;

/** Dates and times of a text, in the order they stand, never throwing. */
export function findDates(text: string, clock: Clock, language: Language): FoundDate[] {
  const source = text.slice(0, SEARCHED_CHARS).toWellFormed();
  const folded = fold(source);
  const readable = rewrite(source, folded, [...datePhrases(clock), ...misspeltDays()]);
  const reference = {
    instant: new Date(clock.now.epochMilliseconds),
    timezone: clock.now.offsetNanoseconds / 6e10,
  };
  const results = parser(language).parse(readable.text, reference, { forwardDate: true });
  const found: FoundDate[] = [];
  for (const result of results) {
    const [start, end] = readable.toOriginal(result.index, result.index + result.text.length);
    const before = folded.slice(sentenceStart(folded, start), start);
    if (isNoDate(fold(result.text).trim(), before, folded.slice(end))) continue;
    const date = toFound(result, { start, end, before }, folded.slice(start, end), clock);
    if (date) found.push(date);
  }
  return joinTimes(found);
}

function parser(language: Language) {
  if (language === 'de') return de.casual;
  if (language === 'fr') return fr.casual;
  if (language === 'es') return es.casual;
  return en.casual;
}

function sentenceStart(folded: string, at: number): number {
  return Math.max(0, ...['. ', '! ', '? ', '\n', ';'].map((stop) => folded.lastIndexOf(stop, at - 1) + 1));
}

type Place = Pick<FoundDate, 'start' | 'end' | 'before'>;

function toFound({ start }: ParsedResult, place: Place, said: string, clock: Clock): FoundDate | undefined {
  const day = plainDay(start.get('year'), start.get('month'), start.get('day'));
  if (!day || Math.abs(day.year - clock.today.year) > 20) return undefined;
  const dayKnown = start.isCertain('day') || start.isCertain('weekday');
  const monthOnly = !dayKnown && start.isCertain('month');
  const common = { ...place, day, dayKnown, monthOnly };
  if (start.isCertain('timezoneOffset'))
    return { ...common, dayKnown: true, instantMs: start.date().getTime() };
  if (!start.isCertain('hour')) return dayKnown || monthOnly ? common : undefined;
  const time = Temporal.PlainTime.from({ hour: start.get('hour') ?? 0, minute: start.get('minute') ?? 0 });
  const likely = isBareHour(said, time.hour) ? time.add({ hours: 12 }) : time;
  return { ...common, time: likely, day: dayKnown || monthOnly ? day : nextAt(likely, clock) };
}

/** "at 5" and "half past three" mean the afternoon to most people; "5:00" and "5am" are what they say. */
function isBareHour(said: string, hour: number): boolean {
  return hour >= 1 && hour <= 6 && !/\d\s?(?:am|pm|a\.m|p\.m|[:.h]|uhr)|morning|early|frueh|matin/.test(said);
}

/** The day on which the clock next shows a time. */
function nextAt(time: Temporal.PlainTime, { now, today }: Clock): Temporal.PlainDate {
  return Temporal.PlainTime.compare(time, now.toPlainTime()) < 0 ? today.add({ days: 1 }) : today;
}

function plainDay(year: number | null, month: number | null, day: number | null) {
  if (year === null || month === null || day === null || month < 1 || month > 12 || day < 1) return undefined;
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

/** "monday … at 7:40": a day without a time and, close by, a time without a day are one date. */
function joinTimes(found: readonly FoundDate[]): FoundDate[] {
  const joined: FoundDate[] = [];
  for (const date of found) {
    const last = joined.at(-1);
    const near = last && date.start - last.end < 25 && !last.monthOnly && !date.monthOnly;
    if (near && isDay(last) && isTime(date)) joined[joined.length - 1] = merged(last, date);
    else if (near && isTime(last) && isDay(date)) joined[joined.length - 1] = merged(date, last);
    else joined.push(date);
  }
  return joined;
}

const isDay = (date: FoundDate) => date.dayKnown && !date.time && date.instantMs === undefined;
const isTime = (date: FoundDate) => !date.dayKnown && date.time !== undefined;

function merged(day: FoundDate, time: FoundDate): FoundDate {
  const start = Math.min(day.start, time.start);
  const before = day.start < time.start ? day.before : time.before;
  return { ...day, ...(time.time && { time: time.time }), start, end: Math.max(day.end, time.end), before };
}

import { Temporal } from 'temporal-polyfill';
import type { Category } from '../../classification.ts';
import type { FoundDate } from './find-dates.ts';
import { type Clock, toInstant } from './zone.ts';

/** When something is due: an instant, the day in the owner's zone, and whether only the day is known. */
export interface Due {
  readonly at: string;
  readonly day: string;
  readonly allDay: boolean;
  /** The date it was taken from, for its place in the text. */
  readonly from: FoundDate;
}

const DEADLINE =
  /\b(?:by|before|until|till|til|b4|due|deadline|expires?|ends|latest|no later than|bis|spatestens|avant|antes de|antes del|vor|to|fallig|within)\s*(?:is |on |the |in |el |le |la |am |zum |dem )*$/;
const PAST =
  /\b(?:since|last|ago|yesterday|from|after|seit|letzten?|gestern|depuis|hier|desde|ayer)\s*(?:the )?$|\b(?:yesterday|last|previous)\b[^,.;]{0,15}$/;
const PAST_ITSELF = /\b(?:last|ago|yesterday|previous|gestern|letzten?|hier|ayer|passe|pasado|earlier)\b/;
const YEARLY = /\b(?:birthday|b-?day|anniversary|geburtstag|jahrestag|anniversaire|cumpleanos)\b/;
/** What must stand near a date for a note about a person to be something to do on that day. */
const TO_DO =
  /\b(?:call|ring|visit|meet|lunch|dinner|coffee|check (?:in|on)|follow ?up|remind|wish|ask|tell|send|write|text|email|invite|congratulate|party|wedding|gig|concert|married|interview|catch ?up|deadline|due|by|before|until|see)\b/;

/** The due date of a thought, given its category and its dates; past days and mere mentions are none. */
export function dueDate(
  folded: string,
  category: Category,
  dates: readonly FoundDate[],
  clock: Clock,
): Due | undefined {
  const yearly = YEARLY.test(folded);
  const candidates = dates.filter((date) => isDue(date, folded, category, clock, yearly));
  const best = candidates.toSorted((a, b) => weight(b) - weight(a))[0];
  return best && asDue(yearly ? nextYearly(best, clock) : best, clock);
}

function isDue(date: FoundDate, folded: string, category: Category, clock: Clock, yearly: boolean): boolean {
  const said = folded.slice(date.start, date.end);
  const deadline = DEADLINE.test(date.before);
  if (PAST_ITSELF.test(said) || (!deadline && PAST.test(date.before))) return false;
  if (yearly && date.dayKnown) return true;
  if (category === 'ideas') return deadline && date.dayKnown;
  if (category === 'people' && !deadline && !TO_DO.test(folded)) return false;
  if (category === 'people' && (date.monthOnly || isPastTense(date.before))) return false;
  return deadline || Temporal.PlainDate.compare(date.day, clock.today) >= 0;
}

/** "he covered for me on Saturday": the nearest verb before the date lies in the past. */
function isPastTense(before: string): boolean {
  const verbs = before.match(
    /\b(?:was|were|had|did|met|saw|went|said|told|came|got|gave|ran|will|is|are|has|can|should|must|\w{3,}ed)\b/g,
  );
  return /^(?:was|were|had|did|met|saw|went|said|told|came|got|gave|ran|\w{3,}ed)$/.test(verbs?.at(-1) ?? '');
}

/** Deadlines first, then points of time, then days, then months; at a draw the first in the text. */
function weight(date: FoundDate): number {
  const deadline = DEADLINE.test(date.before) ? 4 : 0;
  if (date.monthOnly) return deadline;
  return deadline + (date.time !== undefined || date.instantMs !== undefined ? 2 : 1);
}

function nextYearly(date: FoundDate, { today }: Clock): FoundDate {
  let day = date.day.with({ year: today.year });
  if (Temporal.PlainDate.compare(day, today) < 0) day = day.add({ years: 1 });
  return { ...date, day };
}

function asDue(date: FoundDate, clock: Clock): Due {
  if (date.instantMs !== undefined) {
    const at = Temporal.Instant.fromEpochMilliseconds(date.instantMs).toZonedDateTimeISO(clock.zone);
    return {
      at: new Date(date.instantMs).toISOString(),
      day: at.toPlainDate().toString(),
      allDay: false,
      from: date,
    };
  }
  // "in March" leaves all of March; "by March" and "before March" do not.
  const day =
    date.monthOnly && !/\b(?:by|before|bis|avant)\s*$/.test(date.before)
      ? date.day.with({ day: date.day.daysInMonth })
      : date.day;
  return {
    at: toInstant(clock.zone, day, date.time),
    day: day.toString(),
    allDay: date.time === undefined,
    from: date,
  };
}

import { Temporal } from 'temporal-polyfill';
import type { Rewrite } from './rewriting.ts';
import type { Clock } from './zone.ts';

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}';
const WEEKDAY = '(?:mon|tues?|weds?|thu(?:rs)?|fri|sat|sun)(?:day)?';
const DEADLINE = '(?:by|before|until|till|to|on|from|for|due|bis|am|vom|ab|der|den|le|el|avant|antes)';
/** Nouns that make "the 3rd …" no date. */
const COUNTED =
  /^\s+(?:floor|time|street|avenue|chapter|grade|edition|issue|place|quarter|anniversary|birthday|draft|round|year|version|person|century|month|week|day|one|party|level|row|rule|step|part|phase|attempt|call|half|of\s+(?!the month|each|every))/;

const NUMBERS = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

const HOLIDAYS: readonly [RegExp, number, number][] = [
  [/\b(?:christmas eve|xmas eve|heiligabend|weihnachten|nochebuena)\b/g, 12, 24],
  [
    /\b(?:christmas(?: day)?|x-?mas|noel|navidad)\b(?! (?:party|dinner|market|card|present|gift|tree|play))/g,
    12,
    25,
  ],
  [/\b(?:new year'?s'? eve|nye|silvester|nochevieja)\b/g, 12, 31],
  [/\b(?:new year'?s(?: day)?|neujahr)\b/g, 1, 1],
  [/\bhalloween\b(?! (?:party|costume))/g, 10, 31],
  [/\bvalentine'?s(?: day)?\b/g, 2, 14],
];

/** Phrases chrono does not know, rewritten into ISO dates and plain times before it reads the text (folded). */
export function datePhrases(clock: Clock): Rewrite[] {
  return [...dottedDates(clock), ...dayPhrases(clock), ...endings(clock), ...holidays(clock), ...times()];
}

function dottedDates({ today, monthFirst }: Clock): Rewrite[] {
  const replace = (match: RegExpMatchArray) => dottedDay(match, today);
  // Fractions and "24/7" are left for isNoDate; 12/24 can only be month first.
  const slashed = (match: RegExpMatchArray) =>
    NO_SLASH_DATE.test(match[0]) ? undefined : dottedDay(match, today);
  return [
    ...(monthFirst
      ? []
      : [{ pattern: /(?<![\d/])(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?(?![\d/])/g, replace: slashed }]),
    { pattern: /(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?![\d.:])/g, replace },
    { pattern: /(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.(?!\d)/g, replace },
    {
      pattern: new RegExp(
        `(?<=\\b${DEADLINE}\\s)(\\d{1,2})\\.(\\d{1,2})(?![\\d.%€$]|\\s?(?:eur|usd|kg|km))`,
        'g',
      ),
      replace,
    },
  ];
}

const NO_SLASH_DATE = /^(?:24\/7|50\/50|1\/[234]|[23]\/[345]|9\/11|\d\/10)$/;

function dottedDay(match: RegExpMatchArray, today: Temporal.PlainDate): string | undefined {
  const day = Number(match[1]);
  const month = Number(match[2]);
  if (match[3] === undefined) return nextDay(today, month, day);
  return padded(validDay(match[3].length === 2 ? 2000 + Number(match[3]) : Number(match[3]), month, day));
}

function validDay(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

/** The next such day, today included; 29 February waits for its leap year. */
function nextDay(today: Temporal.PlainDate, month: number, day: number): string | undefined {
  for (let ahead = 0; ahead <= 8; ahead++) {
    const candidate = validDay(today.year + ahead, month, day);
    if (candidate && Temporal.PlainDate.compare(candidate, today) >= 0) return padded(candidate);
  }
  return undefined;
}

/** An ISO date that stays a word of its own wherever it is put. */
function padded(day: Temporal.PlainDate | undefined): string | undefined {
  return day && ` ${day.toString()} `;
}

function dayPhrases({ today }: Clock): Rewrite[] {
  return [
    {
      pattern: /\b(?:the )?day after (?:tomorrow|tmrw)\b|\bovermorrow\b/g,
      replace: () => padded(today.add({ days: 2 })),
    },
    {
      pattern: /\b(?:tmr+o?w?|tmw|tomo+r+o+w|tommor+ow|tomorow|2moro?|2morrow|tomoz)\b/g,
      replace: () => 'tomorrow',
    },
    { pattern: /\b(?:2nite|tonite|tonigh)\b/g, replace: () => 'tonight' },
    { pattern: /\b(?:in|within) a fortnight\b/g, replace: () => 'in 2 weeks' },
    { pattern: /\bweds?\b(?=\s|$|[,.!])/g, replace: () => 'wednesday' },
    {
      pattern: new RegExp(`(?<=\\b${DEADLINE} )(?:the )?(\\d{1,2})(?:st|nd|rd|th)\\b(?! ?(?:${MONTH}))`, 'g'),
      replace: (match) => dayOfMonth(match, today),
    },
  ];
}

function dayOfMonth(match: RegExpExecArray, today: Temporal.PlainDate): string | undefined {
  const rest = (match.input ?? '').slice(match.index + match[0].length, match.index + match[0].length + 30);
  if (COUNTED.test(rest)) return undefined;
  const day = Number(match[1]);
  if (day < 1 || day > 31) return undefined;
  const from = day >= today.day ? today : today.add({ months: 1 }).with({ day: 1 });
  for (let ahead = 0; ahead < 3; ahead++) {
    const month = from.with({ day: 1 }).add({ months: ahead });
    if (day <= month.daysInMonth) return padded(month.with({ day }));
  }
  return undefined;
}

function endings({ today }: Clock): Rewrite[] {
  const lastOf = (day: Temporal.PlainDate) => padded(day.with({ day: day.daysInMonth }));
  const friday = (weeks: number) => padded(today.add({ days: ((5 - today.dayOfWeek + 7) % 7) + 7 * weeks }));
  return [
    { pattern: /\bend of (?:the )?next month\b/g, replace: () => lastOf(today.add({ months: 1 })) },
    {
      pattern:
        /\b(?:eom|(?:the )?end of (?:the |this )?month|month end|ende des monats|monatsende|fin de mois|fin de mes)\b/g,
      replace: () => lastOf(today),
    },
    { pattern: /\b(?:eow|(?:the )?end of (?:the |this )?week)\b(?!end)/g, replace: () => friday(0) },
    { pattern: /\b(?:the )?end of next week\b/g, replace: () => friday(1) },
    {
      pattern: /\b(?:eoy|(?:the )?end of (?:the |this )?year|jahresende)\b/g,
      replace: () => nextDay(today, 12, 31),
    },
    { pattern: /\b(?:eod|cob|end of (?:the )?day)\b/g, replace: () => 'today at 17:00' },
    {
      pattern: new RegExp(`\\b(?:the )?end of (${MONTH})\\b`, 'g'),
      replace: (match) => endOfMonth(match, today),
    },
  ];
}

function endOfMonth(match: RegExpMatchArray, today: Temporal.PlainDate): string | undefined {
  const index = 'janfebmaraprmayjunjulaugsepoctnovdec'.indexOf((match[1] ?? '').slice(0, 3));
  if (index < 0 || index % 3 !== 0) return undefined;
  const month = index / 3 + 1;
  const last = Temporal.PlainDate.from({ year: today.year, month, day: 1 }).daysInMonth;
  return nextDay(today, month, last);
}

function holidays({ today }: Clock): Rewrite[] {
  return HOLIDAYS.map(([pattern, month, day]) => ({ pattern, replace: () => nextDay(today, month, day) }));
}

function times(): Rewrite[] {
  const hour = (word: string | undefined) =>
    /^\d/.test(word ?? '') ? Number(word) : NUMBERS.indexOf(word ?? '') + 1;
  const clockWord = `(\\d{1,2}|${NUMBERS.join('|')})`;
  return [
    {
      pattern: new RegExp(`\\b(half|quarter) (past|to) ${clockWord}\\b`, 'g'),
      replace: ([, part, side, at]) => {
        const minutes = hour(at) * 60 + (side === 'past' ? 1 : -1) * (part === 'half' ? 30 : 15);
        return `at ${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
      },
    },
    {
      pattern: new RegExp(`\\b(?:at )?${clockWord} o'?clock\\b`, 'g'),
      replace: (match) => `at ${hour(match[1])}:00`,
    },
    {
      pattern: new RegExp(
        `(?<=\\b(?:${MONTH}|${WEEKDAY}|\\d(?:st|nd|rd|th)|at|um|ab)\\.? )(\\d{1,2})[.h]([0-5]\\d)(?![\\d.])`,
        'g',
      ),
      replace: (match) => (Number(match[1]) < 24 ? `at ${match[1]}:${match[2]}` : undefined),
    },
  ];
}

const DAYS: readonly [RegExp, string][] = [
  [/^(?:mon|montag|lundi|lunes)/, 'MO'],
  [/^(?:tue|dienstag|mardi|martes)/, 'TU'],
  [/^(?:wed|mittwoch|mercredi|miercoles)/, 'WE'],
  [/^(?:thu|donnerstag|jeudi|jueves)/, 'TH'],
  [/^(?:fri|freitag|vendredi|viernes)/, 'FR'],
  [/^(?:sat|samstag|samedi|sabado)/, 'SA'],
  [/^(?:sun|sonntag|dimanche|domingo)/, 'SU'],
];
const DAY_WORD =
  '(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?s?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miercoles|jueves|viernes|sabado|domingo';
const EVERY = '(?:every|each|jeden|jede|jedes|chaque|cada|todos los|tous les)';
const LIST = new RegExp(
  `\\b${EVERY} (other |second |2nd |zweiten )?((?:${DAY_WORD})(?:(?: and |, ?| & |/| und | et | y )(?:${DAY_WORD}))*)\\b`,
);
const PLURAL = /\bon ((?:mon|tues|wednes|thurs|fri|satur|sun)days)\b/;
const ORDINAL =
  /\bon the (\d{1,2})(?:st|nd|rd|th) (?:of )?(?:each|every) month|\b(?:each|every|the) (\d{1,2})(?:st|nd|rd|th) of (?:the|each|every) month|\bevery (\d{1,2})(?:st|nd|rd|th)\b(?! (?:day|week|month|year|time))/;
const COUNTED =
  /\b(?:every|alle) (\d{1,2}|two|three|four|six|zwei|drei|vier) (days?|weeks?|months?|years?|tage|wochen|monate|jahre)\b/;
const NUMBER: Record<string, number> = { two: 2, three: 3, four: 4, six: 6, zwei: 2, drei: 3, vier: 4 };

const PHRASES: readonly [RegExp, string][] = [
  [/\b(?:every|each) (?:weekday|working day|workday)\b|\bon weekdays\b/, 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
  [/\b(?:every|each) weekend\b|\bon weekends\b/, 'FREQ=WEEKLY;BYDAY=SA'],
  [/\b(?:bi-?weekly|fortnightly|every (?:other|second) week|every fortnight)\b/, 'FREQ=WEEKLY;INTERVAL=2'],
  [/\bevery (?:other|second) day\b/, 'FREQ=DAILY;INTERVAL=2'],
  [/\bevery (?:other|second) month\b/, 'FREQ=MONTHLY;INTERVAL=2'],
  [
    /\b(?:daily|every ?day|each day|every (?:morning|evening|night)|taglich|jeden tag|tous les jours|cada dia|todos los dias)\b/,
    'FREQ=DAILY',
  ],
  [
    /\b(?:weekly|every week|each week|once a week|wochentlich|jede woche|chaque semaine|cada semana)\b/,
    'FREQ=WEEKLY',
  ],
  [/\b(?:quarterly|every quarter|each quarter|vierteljahrlich)\b/, 'FREQ=MONTHLY;INTERVAL=3'],
  [
    /\b(?:monthly|every month|each month|once a month|monatlich|jeden monat|tous les mois|chaque mois|cada mes|todos los meses)\b/,
    'FREQ=MONTHLY',
  ],
  [
    /\b(?:yearly|annually|every year|each year|once a year|jahrlich|jedes jahr|tous les ans|chaque annee|cada ano|todos los anos)\b/,
    'FREQ=YEARLY',
  ],
];

/** A simple recurrence named in a folded text as an RRULE value (RFC 5545), or undefined. */
export function findRecurrence(folded: string): string | undefined {
  return (
    byWeekday(folded) ??
    byMonthDay(folded) ??
    counted(folded) ??
    PHRASES.find(([phrase]) => phrase.test(folded))?.[1]
  );
}

function byWeekday(folded: string): string | undefined {
  const match = LIST.exec(folded);
  const words = (match?.[2] ?? PLURAL.exec(folded)?.[1])?.split(/ and |, ?| & |\/| und | et | y /) ?? [];
  const codes = words.flatMap((word) => DAYS.find(([day]) => day.test(word))?.[1] ?? []);
  if (codes.length === 0) return undefined;
  return `FREQ=WEEKLY;${match?.[1] ? 'INTERVAL=2;' : ''}BYDAY=${[...new Set(codes)].join(',')}`;
}

function byMonthDay(folded: string): string | undefined {
  const match = ORDINAL.exec(folded);
  const day = Number(match?.[1] ?? match?.[2] ?? match?.[3] ?? 0);
  return day >= 1 && day <= 31 ? `FREQ=MONTHLY;BYMONTHDAY=${day}` : undefined;
}

function counted(folded: string): string | undefined {
  const match = COUNTED.exec(folded);
  if (!match) return undefined;
  const interval = NUMBER[match[1] ?? ''] ?? Number(match[1]);
  const unit = match[2] ?? '';
  const frequency = /^(?:day|tage)/.test(unit)
    ? 'DAILY'
    : /^w/.test(unit)
      ? 'WEEKLY'
      : /^m/.test(unit)
        ? 'MONTHLY'
        : 'YEARLY';
  return interval > 0 ? `FREQ=${frequency};INTERVAL=${interval}` : undefined;
}

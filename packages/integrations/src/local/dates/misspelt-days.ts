import { corrected } from '../spelling.ts';
import type { Rewrite } from './rewriting.ts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const MONTHS = ['january', 'february', 'september', 'october', 'november', 'december', 'august'];
const DICTIONARY = [...DAYS, ...MONTHS, 'tomorrow', 'tonight'];
/** Real words one slip away from a day or month, and usual slips that are further off. */
const REAL = new Set([
  ...DICTIONARY,
  ...DAYS.map((day) => `${day}s`),
  'januar',
  'februar',
  'oktober',
  'dezember',
  'sundae',
  'friday',
]);
const FAR: Record<string, string> = {
  wensday: 'wednesday',
  wendsday: 'wednesday',
  wendesday: 'wednesday',
  tusday: 'tuesday',
  thusday: 'thursday',
  feburary: 'february',
  febuary: 'february',
  tommorrow: 'tomorrow',
  tommorow: 'tomorrow',
};

/** Misspelt weekdays, long month names and "tomorrow", put right for the date parser (folded text). */
export function misspeltDays(): Rewrite[] {
  return [
    {
      pattern: /\b[a-z]{6,10}\b/g,
      replace: ([word]) => (REAL.has(word) ? undefined : (FAR[word] ?? corrected(word, DICTIONARY))),
    },
  ];
}

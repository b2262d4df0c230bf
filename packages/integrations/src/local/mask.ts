import type { FoundDate } from './dates/find-dates.ts';
import { CUE_WORDS } from './evidence/cue-words.ts';
import type { Name } from './names/join-names.ts';
import { isEnglishWord } from './names/lexicon.ts';
import { corrected } from './spelling.ts';

const FAMILY =
  'mum|mom|mama|mummy|mommy|mother|dad|daddy|papa|father|parents|sister|sis|brother|bro|grandma|grandpa|grandmother|grandfather|grandparents|granny|nana|nan|oma|opa|aunt|auntie|uncle|cousin|niece|nephew|wife|husband|girlfriend|boyfriend|gf|bf|fiancee?|son|daughter|mother[- ]in[- ]law|father[- ]in[- ]law|in-laws|stepmum|stepdad|mutter|vater|schwester|bruder|mutti|vati|tante|onkel|maman|soeur|frere|mere|pere|mamie|papi|madre|padre|hermana|hermano|abuela|abuelo|tia|tio';
const ROLES =
  'boss|manager|colleague|coworker|co-worker|teammate|neighbou?rs?|friends?|mate|bestie|buddy|roommate|flatmate|housemate|partner|ex|crush|mentor|mentee|intern|apprentice|babysitter|nanny|landlord|landlady|professor|prof|teacher|supervisor|advisor|tutor|coach|trainer|therapist|assistant|cofounder|co-founder|client|kids|children|kid|child|godmother|godfather|godson|goddaughter';
const FAMILY_WORD = new RegExp(
  `\\b(?:my |our |his |her |their )?(?:little |big |older |younger )?(?:${FAMILY})\\b`,
  'g',
);
const ROLE_WORD = new RegExp(
  `\\b(?:my|our|the new|new|his|her|their)(?: old| new| former| best| ex| best old)? (?:${ROLES})\\b`,
  'g',
);
const MENDED_WORDS = 60;

/** Replaces persons and dates by stand-ins that rules can name, and mends misspelt cue words. */
export function maskText(folded: string, names: readonly Name[], dates: readonly FoundDate[]): string {
  const spans = [
    ...names.map(({ start, end }) => ({ start, end, by: 'xname' })),
    ...dates.map((date) => ({
      start: date.start,
      end: date.end,
      by: date.dayKnown || date.monthOnly ? 'xdate' : 'xtime',
    })),
  ].sort((a, b) => a.start - b.start);
  let masked = '';
  let from = 0;
  for (const span of spans) {
    if (span.start < from) continue;
    masked += folded.slice(from, span.start) + span.by;
    from = span.end;
  }
  masked += folded.slice(from);
  return mended(
    masked
      .replace(ROLE_WORD, 'xrole')
      .replace(FAMILY_WORD, 'xkin')
      .replace(/[ \t]+/g, ' '),
  ).trim();
}

function mended(text: string): string {
  let seen = 0;
  return text.replace(/[a-z]{6,16}/g, (word) => {
    seen++;
    if (seen > MENDED_WORDS || CUE_WORDS.has(word) || isEnglishWord(word)) return word;
    const meant = corrected(word, CUE_LIST);
    // "scheduler" and "concert" are words of their own, not slips of "schedule" and "convert".
    return meant && isSlip(word, meant) ? meant : word;
  });
}

/** A letter missing, doubled or swapped; another letter, or an ending, more often makes another word. */
function isSlip(word: string, meant: string): boolean {
  if (word.length === meant.length) return [...word].sort().join('') === [...meant].sort().join('');
  return !word.startsWith(meant) && !meant.startsWith(word);
}

const CUE_LIST = [...CUE_WORDS].filter((word) => word.length >= 7);

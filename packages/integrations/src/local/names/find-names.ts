import type { Language } from '../language.ts';
import {
  AFTER_LOWER_NAME,
  AFTER_PERSON,
  AFTER_THING,
  BEFORE_NAMES,
  BEFORE_PERSON,
  HONORIFICS,
  LEADS_TO_PERSON,
  MAYBE_BEFORE_PERSON,
  OWNED_BY_PERSON,
} from './company.ts';
import { joinNames, type Name } from './join-names.ts';
import { firstName, isEnglishWord } from './lexicon.ts';
import { isNotAName } from './not-names.ts';
import { type Token, tokens } from './tokens.ts';

const THING =
  /(?:tion|ment|ness|ity|ogy|ism|ing|ance|ence|ship|ware|ics|ture|ers|ies|ists?|ons|als|ts|ces|age|ble|ful|ive|ase|cy|phy|my)$/;

/**
 * People's names in a text, as written, in the order they stand, titles ("Dr", "Frau") left away. The word itself,
 * its company and the names it is listed with decide.
 */
export function findNames(text: string, language: Language): Name[] {
  const words = tokens(text);
  const named = words.map((_, index) => isName(words, index, language));
  for (let pass = 0; pass < 2; pass++) {
    for (let index = 0; index < words.length; index++) {
      named[index] = named[index] || isListedWithNames(words, named, index);
    }
  }
  return joinNames(words, named);
}

function isName(words: readonly Token[], index: number, language: Language): boolean {
  const word = words[index];
  if (!word || word.folded.length < 2 || isNotAName(word.folded)) return false;
  if (/^(?:[od]'|mc)[a-z]{3,}$/.test(word.folded) && !/^(?:o'clock|mcp)$/.test(word.folded)) return true;
  const known =
    firstName(word.folded) === 'no' ? firstName(word.folded.split('-')[0] ?? '') : firstName(word.folded);
  const before = leadsToName(words, index);
  const after = followsName(words, index);
  if (!word.capital) return isLowerCaseName(words, index, known, before);
  if (word.allCaps && word.folded.length <= 5 && known !== 'sure') return false;
  if (known === 'sure') return true;
  const company = before === 'sure' || after || (before === 'maybe' && word.taggedPerson);
  if (known === 'perhaps')
    return company || (word.taggedPerson && !word.sentenceStart) || hasSurname(words, index);
  if (isEnglishWord(word.folded)) return before === 'sure' && word.taggedPerson && !word.sentenceStart;
  if (company) return true;
  return language === 'en' && before === 'maybe' && isWith(words, index) && looksLikeWord(word.text);
}

/** "ask jürgen about …": lower-case names count when the lexicon is sure, or right after "ask", "met", "call". */
function isLowerCaseName(words: readonly Token[], index: number, known: string, before: string): boolean {
  const word = words[index];
  if (!word || word.folded.length < 3) return false;
  const english = isEnglishWord(word.folded);
  if (known === 'sure') return !english;
  if (before !== 'sure' || HONORIFICS.has(word.folded)) return false;
  const next = words[index + 1];
  const closed = !next || /[,.;:!?()\n–]/.test(next.gap) || AFTER_LOWER_NAME.has(next.folded);
  if (known === 'perhaps') return closed || word.possessive;
  return (
    closed &&
    !english &&
    word.folded.length >= 4 &&
    /^(?:ask|asked|tell|told|met|thank|invite)$/.test(words[index - 1]?.folded ?? '')
  );
}

function leadsToName(words: readonly Token[], index: number): 'sure' | 'maybe' | 'no' {
  const word = words[index];
  const previous = words[index - 1];
  if (
    !word ||
    !previous ||
    /[.!?;\n]/.test(word.gap.replace(/^\. ?$/, HONORIFICS.has(previous.folded) ? '' : '.'))
  )
    return 'no';
  if (HONORIFICS.has(previous.folded) && !previous.possessive) return 'sure';
  if (BEFORE_PERSON.has(previous.folded) && /^\s+$/.test(word.gap)) return 'sure';
  if (BEFORE_NAMES.has(previous.folded) && /[:(]/.test(word.gap)) return 'sure';
  if (/^(?:is|was)$/.test(previous.folded) && BEFORE_NAMES.has(words[index - 2]?.folded ?? '')) return 'sure';
  if (!MAYBE_BEFORE_PERSON.has(previous.folded)) return 'no';
  return LEADS_TO_PERSON.has(words[index - 2]?.folded ?? '') || /\d\s*$/.test(previous.gap)
    ? 'sure'
    : 'maybe';
}

function followsName(words: readonly Token[], index: number): boolean {
  const next = words[index + 1];
  if (!next || !/^'?s?\s+$/.test(next.gap)) return false;
  if (words[index]?.possessive) return OWNED_BY_PERSON.has(next.folded);
  if (!AFTER_PERSON.has(next.folded)) return false;
  return (
    !AFTER_THING.has(next.folded) ||
    words.some((word) => /^(?:he|she|his|her|him)$/.test(word.folded)) ||
    !isThing(words[index])
  );
}

/** Plurals and abstract nouns by their ending, and words no language gives as a name. */
function isThing(word: Token | undefined): boolean {
  return word === undefined || (!word.taggedPerson && THING.test(word.folded));
}

function hasSurname(words: readonly Token[], index: number): boolean {
  const next = words[index + 1];
  return (
    next?.gap === ' ' &&
    next.capital &&
    !next.allCaps &&
    !words[index]?.possessive &&
    !isNotAName(next.folded) &&
    !isEnglishWord(next.folded)
  );
}

function isWith(words: readonly Token[], index: number): boolean {
  return /^(?:with|w)$/.test(words[index - 1]?.folded ?? '');
}

function looksLikeWord(text: string): boolean {
  return /^\p{Lu}\p{Ll}+(?:-\p{L}\p{Ll}+)?$/u.test(text);
}

/** "Petra and Zbysek", "Max, Ottokar & Lou": a capitalised unknown word next to a name in a list is one too. */
function isListedWithNames(words: readonly Token[], named: readonly boolean[], index: number): boolean {
  const word = words[index];
  if (!word?.capital || word.allCaps || isNotAName(word.folded)) return false;
  if (isEnglishWord(word.folded) && firstName(word.folded) === 'no') return false;
  return isJoined(words, named, index, -1) || isJoined(words, named, index, 1);
}

function isJoined(words: readonly Token[], named: readonly boolean[], index: number, step: 1 | -1): boolean {
  const nearGap = gapTowards(words, index, step);
  if (named[index + step] && /^\s*(?:\(\d+\)\s*)?(?:[,&/+]|, ?)\s*$/.test(nearGap)) return true;
  const joiner = words[index + step];
  return (
    /^(?:and|und|et|y|or)$/.test(joiner?.folded ?? '') &&
    named[index + 2 * step] === true &&
    /^\s*,?\s*$/.test(nearGap)
  );
}

function gapTowards(words: readonly Token[], index: number, step: 1 | -1): string {
  return (step === 1 ? words[index + 1] : words[index])?.gap ?? '.';
}

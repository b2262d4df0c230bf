import { PARTICLES } from './company.ts';
import { isEnglishWord } from './lexicon.ts';
import { isNotAName } from './not-names.ts';
import type { Token } from './tokens.ts';

/** A person's name and where it stands in the text. */
export interface Name {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const MOST_NAMES = 50;

/** Makes one name of first names and surnames that stand side by side ("José María", "Ludwig van Beethoven"). */
export function joinNames(words: readonly Token[], named: readonly boolean[]): Name[] {
  const names: Name[] = [];
  for (let index = 0; index < words.length && names.length < MOST_NAMES; index++) {
    if (!named[index]) continue;
    const first = words[index];
    let last = index;
    for (let end = nextPart(words, named, last); end !== undefined; end = nextPart(words, named, last))
      last = end;
    const closing = words[last];
    if (first && closing)
      names.push({ name: joined(words.slice(index, last + 1)), start: first.start, end: closing.end });
    index = last;
  }
  return names;
}

/** Index of the word that ends the name's next part, if it goes on after `last`. */
function nextPart(words: readonly Token[], named: readonly boolean[], last: number): number | undefined {
  const next = words[last + 1];
  if (!next || words[last]?.possessive || next.gap !== ' ') return undefined;
  if (isSurname(next) || (named[last + 1] && next.capital)) return last + 1;
  const after = words[last + 2];
  return PARTICLES.has(next.folded) && after?.gap === ' ' && words[last]?.capital && isSurname(after)
    ? last + 2
    : undefined;
}

function isSurname(word: Token): boolean {
  if (!word.capital || word.allCaps || word.folded.length < 2 || isNotAName(word.folded)) return false;
  return word.taggedPerson || !isEnglishWord(word.folded);
}

function joined(parts: readonly Token[]): string {
  return parts.map((part) => part.text).join(' ');
}

/** The names without doubles; a first name that a fuller one already holds counts as its double. */
export function distinctNames(names: readonly Name[]): string[] {
  const distinct: string[] = [];
  for (const { name } of names) {
    const key = name.toLowerCase();
    const held = distinct.some(
      (known) => known.toLowerCase() === key || known.toLowerCase().split(' ').includes(key),
    );
    if (!held) distinct.push(name);
  }
  return distinct;
}

import nlp from 'compromise/two';
import { fold } from '../bounded-text.ts';

/** A word of a text, with what is needed to tell whether it names a person. */
export interface Token {
  /** As written, without a possessive ending. */
  readonly text: string;
  readonly folded: string;
  readonly start: number;
  readonly end: number;
  readonly possessive: boolean;
  readonly capital: boolean;
  readonly allCaps: boolean;
  readonly sentenceStart: boolean;
  /** What stands between this token and the one before. */
  readonly gap: string;
  /** compromise reads it as a person's name. */
  readonly taggedPerson: boolean;
}

const WORD = /\p{L}[\p{L}\p{M}\p{Nd}'-]*/gu;

/** Splits a cleaned text into words. */
export function tokens(text: string): Token[] {
  const persons = personSpans(text);
  const found: Token[] = [];
  let previousEnd = 0;
  for (const match of text.matchAll(WORD)) {
    const whole = match[0].replace(/['-]+$/, (tail) => (tail.startsWith("'") ? "'" : ''));
    const word = whole.replace(/'s?$/i, '');
    if (word === '') continue;
    const start = match.index;
    const gap = text.slice(previousEnd, start);
    found.push({
      text: word,
      folded: fold(word),
      start,
      end: start + word.length,
      possessive: whole.length > word.length,
      capital: /^\p{Lu}/u.test(word),
      allCaps: word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase(),
      sentenceStart: found.length === 0 || /[.!?\n•*](?:\s|$)|\n/.test(gap),
      gap,
      taggedPerson: persons.some(([from, to]) => start >= from && start < to),
    });
    previousEnd = start + whole.length;
  }
  return found;
}

function personSpans(text: string): [number, number][] {
  const spans: [number, number][] = [];
  for (const sentence of nlp(text).json({ offset: true }) as Sentence[]) {
    for (const { tags, offset } of sentence.terms ?? []) {
      if (offset && tags?.some((tag) => tag === 'Person' || tag === 'LastName'))
        spans.push([offset.start, offset.start + offset.length]);
    }
  }
  return spans;
}

interface Sentence {
  readonly terms?: readonly {
    readonly tags?: readonly string[];
    readonly offset?: { readonly start: number; readonly length: number };
  }[];
}

import { boundText, cleanText, fold } from '../bounded-text.ts';
import { guessLanguage } from '../language.ts';
import { findNames } from './find-names.ts';
import { distinctNames } from './join-names.ts';

/** People's names in a text, as written, without doubles. Pure and deterministic; never throws on any text. */
export function namesIn(text: string): string[] {
  const bounded = boundText(cleanText(boundText(text, 10_000)));
  return distinctNames(findNames(bounded, guessLanguage(fold(bounded))));
}

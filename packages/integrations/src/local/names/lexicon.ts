import nlp from 'compromise/two';
import { AMBIGUOUS, isListedFirstName } from './first-names.ts';

function englishLexicon(): ReadonlyMap<string, string> {
  const model: { one?: { lexicon?: Record<string, unknown> } } = nlp.model();
  const entries = Object.entries(model.one?.lexicon ?? {});
  return new Map(entries.map(([word, tags]) => [word, String(tags)]));
}

const LEXICON = englishLexicon();

/** True for a folded word that English uses as something other than a name. */
export function isEnglishWord(word: string): boolean {
  const tags =
    LEXICON.get(word) ??
    LEXICON.get(word.replace(/e?s$/, '')) ??
    LEXICON.get(word.replace(/(?:ed|ing)$/, ''));
  return tags !== undefined && !/Name|Person/.test(tags);
}

/** How far a folded word by itself is a first name: surely, perhaps (also an everyday word), or not. */
export function firstName(word: string): 'sure' | 'perhaps' | 'no' {
  if (AMBIGUOUS.has(word)) return 'perhaps';
  return isListedFirstName(word) || /FirstName|MaleName|FemaleName/.test(LEXICON.get(word) ?? '')
    ? 'sure'
    : 'no';
}

import nlp from 'compromise/two';
import { ERRAND_VERBS, PROJECT_VERBS, SOFT_ERRAND_VERBS, SOFT_PROJECT_VERBS } from './evidence/words.ts';

/** How a thought is put: an order to oneself, a sentence about something, a doing (-ing), or no sentence at all. */
export interface Form {
  readonly kind: 'imperative' | 'statement' | 'gerund' | 'phrase';
  /** How many clauses open with a verb that tells to do something. */
  readonly actions: number;
}

const VERBS = new Set([...ERRAND_VERBS, ...PROJECT_VERBS, ...SOFT_ERRAND_VERBS, ...SOFT_PROJECT_VERBS]);
const READ_CHARS = 300;

/** Reads the form of a folded, masked text without its lead-ins. */
export function readForm(lead: string): Form {
  const text = lead.slice(0, READ_CHARS);
  const clauses = text.split(/[.,;:!?\n(]|\s[-–—]\s|\b(?:then|and)\b/).map((clause) => clause.trim());
  const actions = clauses.filter((clause) => VERBS.has(/^[a-z]+/.exec(clause)?.[0] ?? '')).length;
  return { kind: kindOf(text.split(/[.,;:!?\n(]|\s[-–—]\s/)[0] ?? ''), actions };
}

function kindOf(clause: string): Form['kind'] {
  const first = /^[a-z]+/.exec(clause)?.[0] ?? '';
  const terms = tagsOf(clause);
  const opening = terms[0] ?? [];
  if (/^(?:the|a|an|my|our|this|that|these|those|most|all|every|no|some|many)\b/.test(clause))
    return hasVerb(terms) ? 'statement' : 'phrase';
  if (opening.includes('Gerund')) return 'gerund';
  if (VERBS.has(first) && !isSubject(terms)) return 'imperative';
  if (opening.includes('Infinitive') || opening.includes('Imperative'))
    return isSubject(terms) ? 'statement' : 'imperative';
  if (
    /^[a-z]+ (?:the|a|an|my|our|all) /.test(clause) &&
    opening.includes('Noun') &&
    !opening.includes('Plural')
  )
    return 'imperative';
  return hasVerb(terms) ? 'statement' : 'phrase';
}

/** "work is …", "water can …": a verb right after the first word makes that word a subject. */
function isSubject(terms: readonly string[][]): boolean {
  return terms[1]?.some((tag) => tag === 'Copula' || tag === 'Modal') ?? false;
}

function hasVerb(terms: readonly string[][]): boolean {
  return terms
    .slice(1, 9)
    .some((tags) => tags.includes('Verb') && !tags.includes('Gerund') && !tags.includes('PastTense'));
}

function tagsOf(clause: string): string[][] {
  const sentences = nlp(clause).json() as { readonly terms?: readonly { readonly tags?: string[] }[] }[];
  return sentences[0]?.terms?.map((term) => term.tags ?? []) ?? [];
}

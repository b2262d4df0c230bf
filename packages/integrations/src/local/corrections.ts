import type { CorrectionExample } from '../classification.ts';
import { boundText, cleanText, fold } from './bounded-text.ts';
import type { Scores } from './score.ts';

const MOST_EXAMPLES = 200;
const EXAMPLE_CHARS = 500;
/** Share of common words from which on two texts count as alike. */
const ALIKE = 0.5;
/** Log-odds that one correction of the very same text adds; a few corrections together add at most twice that. */
const PULL = 2.5;

const EMPTY_WORDS = new Set(
  'the a an to of for and or in on at by with is are be it this that my our i we you from'.split(' '),
);

/** Pulls scores towards what the owner chose for similar texts, the more the more alike they are. */
export function withCorrections(
  scores: Scores,
  text: string,
  corrections: readonly CorrectionExample[],
): Scores {
  const words = contentWords(text);
  const pulled = { ...scores };
  const added: Scores = { people: 0, projects: 0, ideas: 0, admin: 0 };
  for (const example of corrections.slice(0, MOST_EXAMPLES)) {
    const alike = similarity(words, contentWords(example.text));
    if (alike >= ALIKE)
      added[example.category] = Math.min(2 * PULL, added[example.category] + PULL * alike * alike);
  }
  for (const category of Object.keys(added) as (keyof Scores)[]) pulled[category] += added[category];
  return pulled;
}

function contentWords(text: string): Set<string> {
  const words = fold(cleanText(boundText(text, EXAMPLE_CHARS))).match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  return new Set(words.filter((word) => !EMPTY_WORDS.has(word)));
}

/** Words in common over words in either (Jaccard), 0..1. */
export function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  const common = [...a].filter((word) => b.has(word)).length;
  return common / (a.size + b.size - common);
}

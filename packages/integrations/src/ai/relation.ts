import { cleanText } from '../local/bounded-text.ts';
import { relationAnswerSchema, relationInstructions } from '../prompts/relation.ts';
import { isGrounded, leaks } from './grounding.ts';
import type { Question } from './model.ts';

/** Two records and what connects them. */
export interface RelationInput {
  readonly from: { readonly title: string; readonly text: string };
  readonly to: { readonly title: string; readonly text: string };
  /** Names or words both have. */
  readonly shared: readonly string[];
}

const NOTE_CHARS = 500;
const REASON_CHARS = 160;
const TITLE_CHARS = 60;

function clipped(text: string, most: number): string {
  return cleanText(text).slice(0, most).toWellFormed().replace(/\s+/g, ' ').trim();
}

/** The reason by what both have in common. */
export function relationReasonLocally({ from, to, shared }: RelationInput): string {
  if (shared.length > 0)
    return `Both mention ${shared
      .slice(0, 3)
      .map((word) => clipped(word, 40))
      .join(', ')}.`;
  return `“${clipped(from.title, TITLE_CHARS)}” and “${clipped(to.title, TITLE_CHARS)}” came up together.`;
}

/** What a model is asked about two records. */
export function relationQuestion(input: RelationInput): Question<{ reason: string }> {
  const note = ({ title, text }: RelationInput['from']) => ({
    title: clipped(title, REASON_CHARS),
    text: clipped(text, NOTE_CHARS),
  });
  const data = { from: note(input.from), to: note(input.to), shared: input.shared.slice(0, 10) };
  const written = JSON.stringify(data);
  return {
    name: 'relation',
    instructions: relationInstructions,
    data,
    schema: relationAnswerSchema,
    maxOutputTokens: 2_000,
    accepts: ({ reason }) => {
      const plain = clipped(reason, REASON_CHARS * 2);
      return (
        plain !== '' &&
        plain.length <= REASON_CHARS &&
        !/https?:|www\.|[<>[\]]/i.test(plain) &&
        isGrounded(plain, written) &&
        !leaks(plain, relationInstructions, written)
      );
    },
  };
}

/** A model's reason as one line. */
export function reasonOf(answer: { readonly reason: string }): string {
  return clipped(answer.reason, REASON_CHARS);
}

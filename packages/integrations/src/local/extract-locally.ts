import type { Category, ClassifyInput, ClassifyResult } from '../classification.ts';
import { dueDate } from './dates/due-date.ts';
import { fieldsOf } from './fields-of.ts';
import { readThought } from './thought.ts';
import { titleOf } from './title-of.ts';

/** What a thought holds once its drawer is known: the title, the drawer's fields, the due date. */
export type Extraction = Pick<ClassifyResult, 'title' | 'fields' | 'dueAt' | 'dueAllDay'>;

/** Reads a thought for a drawer that somebody else chose. Pure and deterministic; never throws on any text. */
export function extractLocally(input: ClassifyInput, category: Category): Extraction {
  const thought = readThought(input);
  const due = dueDate(thought.folded, category, thought.dates, thought.clock);
  const title = titleOf(thought, category, due);
  const { fields } = fieldsOf(thought, category, title, due);
  return { title, fields, dueAt: due?.at ?? null, dueAllDay: due?.allDay ?? false };
}

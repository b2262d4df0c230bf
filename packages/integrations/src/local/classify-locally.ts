import type { ClassifyInput, ClassifyResult } from '../classification.ts';
import { decide } from './confidence.ts';
import { withCorrections } from './corrections.ts';
import { dueDate } from './dates/due-date.ts';
import type { RuleGroup } from './evidence/rule.ts';
import { ruleGroups } from './evidence/table.ts';
import { fieldsOf } from './fields-of.ts';
import { distinctNames } from './names/join-names.ts';
import { score } from './score.ts';
import { readThought } from './thought.ts';
import { titleOf } from './title-of.ts';

/** Version of the rules, kept with each classification. */
export const LOCAL_MODEL = 'rules-1';

/**
 * Files a thought without any network: category, title, fields, due date, names and an honest confidence.
 * Pure and deterministic; never throws on any text. About 2 ms for a typical thought.
 */
export function classifyLocally(input: ClassifyInput): ClassifyResult {
  return classifyWith(ruleGroups, input);
}

/** `classifyLocally` with other evidence: how tests show what a group of rules is worth. */
export function classifyWith(groups: readonly RuleGroup[], input: ClassifyInput): ClassifyResult {
  const thought = readThought(input);
  const scores = withCorrections(score(thought, groups), thought.text, input.corrections ?? []);
  const { category, confidence } = decide(scores);
  const due = dueDate(thought.folded, category, thought.dates, thought.clock);
  const title = titleOf(thought, category, due);
  return {
    ...fieldsOf(thought, category, title, due),
    confidence,
    title,
    dueAt: due?.at ?? null,
    dueAllDay: due?.allDay ?? false,
    people: distinctNames(thought.names),
    provider: 'local',
    model: LOCAL_MODEL,
  };
}

import type {
  AdminFields,
  Category,
  ClassifyResult,
  IdeasFields,
  PeopleFields,
  ProjectsFields,
} from '../classification.ts';
import type { Due } from './dates/due-date.ts';
import { distinctNames } from './names/join-names.ts';
import type { Thought } from './thought.ts';
import { capitalised, shorten } from './title.ts';

type Filed = {
  [C in Category]: Pick<Extract<ClassifyResult, { category: C }>, 'category' | 'fields'>;
}[Category];

/** The fields of a thought filed under a category. */
export function fieldsOf(thought: Thought, category: Category, title: string, due: Due | undefined): Filed {
  if (category === 'people') return { category, fields: peopleFields(thought, title) };
  if (category === 'projects') return { category, fields: projectsFields(thought) };
  if (category === 'ideas') return { category, fields: ideasFields(thought, title) };
  return { category, fields: adminFields(thought, due) };
}

const FOLLOW_UP =
  /^(?:please |then |and |also |next time )?(?:ask|call|text|tell|check in|check on|catch up|reach out|follow up|send|write|visit|invite|introduce|congratulate|thank|wish|buy|get|bring|remind|reconnect|apologi[sz]e|don'?t|dont|keep|be gentle|listen|say|meet|record)\b/i;
const KIN =
  /\b(?:(?:my|our|his|her|their) )?(?:new |old )?(?:mum|mom|mama|mother|dad|papa|father|sister|brother|grandma|grandpa|granny|nana|oma|opa|aunt|uncle|cousin|wife|husband|girlfriend|boyfriend|son|daughter|boss|neighbou?r|friend|colleague|landlord|teacher|coach|therapist|intern|parents|kids)\b/i;

function peopleFields(thought: Thought, title: string): PeopleFields {
  const name = distinctNames(thought.names)[0] ?? KIN.exec(thought.text)?.[0] ?? title;
  const followUp = sentences(thought.text).find((sentence) => FOLLOW_UP.test(sentence));
  const yearly =
    /\b(?:birthday|b-?day|anniversary|geburtstag|anniversaire|cumpleanos)\b/.test(thought.folded) &&
    thought.dates.length > 0;
  const recurrence = thought.recurrence ?? (yearly ? 'FREQ=YEARLY' : undefined);
  return {
    name: capitalised(shorten(name)),
    context: context(thought.text, title),
    ...(followUp && oneLine('followUp', followUp)),
    ...(recurrence && { recurrence }),
  };
}

const DONE = /\b(?:is done|finished!|completed|shipped!|is live|went live)\b/;
const BLOCKED = /\b(?:blocked (?:by|on)|blocker|stuck)\b/;
const WAITING = /\b(?:waiting (?:for|on)|on hold|pending|until .{3,40} is signed)\b/;
const SOMEDAY = /\b(?:someday|some day|one day|eventually|at some point|in a few years|maybe)\b/;
/** Steps that are called so; "first" is one where a clause begins with it, and not in "the first issue". */
const NEXT =
  /(?:\bnext(?: step| steps|up| action)?(?: is)?\s*[:–-]\s*|\bfirst step(?: is)?:?\s+|\bnext step is (?:to )?|\bstart with |(?<![a-z\d] )\bfirst,? )([^.;\n]{3,200})/i;

function projectsFields(thought: Thought): ProjectsFields {
  const { folded } = thought;
  const status = DONE.test(folded)
    ? 'done'
    : BLOCKED.test(folded)
      ? 'blocked'
      : WAITING.test(folded)
        ? 'waiting'
        : SOMEDAY.test(folded)
          ? 'someday'
          : 'active';
  const next = NEXT.exec(thought.text)?.[1] ?? firstStep(thought.text);
  return {
    status,
    ...(next && oneLine('nextAction', next)),
    ...(thought.recurrence && { recurrence: thought.recurrence }),
  };
}

/** The first of the steps after a headline, or the second sentence. */
function firstStep(text: string): string | undefined {
  const steps = /(?::\s+|\s[-–—]+\s|\s?\()(.{3,400})/s.exec(text)?.[1];
  if (steps) return steps.split(/[,;\n)]|\. | then /)[0];
  return sentences(text)[1];
}

function ideasFields(thought: Thought, title: string): IdeasFields {
  return { oneLiner: shorten(sentences(thought.text)[0] ?? '', 200) || title };
}

function adminFields(thought: Thought, due: Due | undefined): AdminFields {
  const next = sentences(thought.text)[1];
  return {
    ...(due && { dueDate: due.day }),
    ...(next && oneLine('nextAction', next)),
    ...(thought.recurrence && { recurrence: thought.recurrence }),
  };
}

function oneLine<K extends string>(key: K, text: string): { [P in K]?: string } {
  const line = capitalised(shorten(text, 160));
  return line === '' ? {} : ({ [key]: line } as { [P in K]?: string });
}

function context(text: string, title: string): string {
  const whole = text.replace(/\s+/g, ' ').trim();
  return (whole.length <= 2000 ? whole : whole.slice(0, 2000)).toWellFormed().trim() || title;
}

/** Sentences and clauses that stand by themselves. */
function sentences(text: string): string[] {
  return text
    .split(
      /(?<=[^\s.]{3}[.!?])\s+|\n+|;\s+|\s[–—-]\s|,\s+(?=(?:ask|call|tell|send|be|check|get|remind|bring|pack|move)\s)/u,
    )
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

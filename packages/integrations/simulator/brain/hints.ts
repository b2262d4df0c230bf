import type { Json } from '../json.ts';
import type { Understanding } from './understanding.ts';

type Hint = (known: Understanding) => readonly Json[];

const title: Hint = ({ title }) => [title];
const whole: Hint = ({ text, title }) => [text, title];
const due: Hint = ({ due }) => (due === undefined ? [null] : [due.instant, due.day]);
const dueDay: Hint = ({ due }) => (due === undefined ? [null] : [due.day, due.instant]);
const dueTime: Hint = ({ due }) =>
  due === undefined || due.allDay ? [null] : [due.instant.slice(11, 16), due.instant.slice(11, 19)];
const people: Hint = ({ people }) => [people, people.join(', '), people.map((name) => ({ name }))];

/** Candidates for a property by what its name says, best first; the first one that fits the schema is taken. */
const hints: readonly (readonly [RegExp, Hint])[] = [
  [/^(category|drawer|bucket|folder)$/, ({ category }) => [category]],
  [
    /^(confidence|score|probability|certainty)$/,
    ({ confidence }) => [confidence, Math.round(confidence * 100)],
  ],
  [/^(strength|weight|relevance)$/, () => [0.6, 6, 60]],
  [/^(intent)$/, ({ intent }) => [intent]],
  [/^(due_?all_?day|all_?day)$/, ({ due }) => [due?.allDay ?? false]],
  [/^(due_?|start_?)?(date|day|on)$/, dueDay],
  [/^(due_?|start_?)?time$/, dueTime],
  [/^(due|deadline|when|start)(_?at)?$/, due],
  [/^(people|persons|mentions|attendees|names)$/, people],
  [/^(name|person|who|contact)$/, ({ people, title }) => [people[0] ?? title]],
  [/^(tags|keywords|topics|labels)$/, ({ keywords }) => [keywords]],
  [/^(title|subject|headline|label|one_?liner|summary)$/, title],
  [
    /^(reason|rationale|explanation|why|justification)$/,
    ({ category, title }) => [`Reads like ${category}: ${title}`],
  ],
  [/^(next_?action|follow_?up|action|next_?step|task)s?$/, ({ title }) => [title, [title]]],
  [/^(status|state)$/, () => ['active', 'open', 'todo']],
  [/^(recurrence|rrule|repeats?)$/, () => [null]],
  [/^(language|lang|locale)$/, () => ['en']],
  [/^(text|content|context|notes?|body|description|details|markdown|digest|review|message|answer)$/, whole],
];

/** What the property's name suggests for it. */
export function suggestions(property: string, known: Understanding): readonly Json[] {
  const plain = property.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  return hints.find(([name]) => name.test(plain))?.[1](known) ?? [];
}

import { Temporal } from 'temporal-polyfill';
import {
  type Category,
  type ClassifyInput,
  type ClassifyResult,
  classifyResultSchema,
} from '../classification.ts';
import { boundText, cleanText } from '../local/bounded-text.ts';
import { classifyLocally } from '../local/classify-locally.ts';
import { clockAt, toInstant } from '../local/dates/zone.ts';
import { extractLocally } from '../local/extract-locally.ts';
import { type ClassifyAnswer, classifyAnswerSchema, classifyInstructions } from '../prompts/classify.ts';
import { isGrounded, leaks } from './grounding.ts';
import type { Question } from './model.ts';
import { readsLikeOrders } from './orders.ts';
import { vote } from './vote.ts';

const MOST_EXAMPLES = 20;
const EXAMPLE_CHARS = 300;
const TITLE_CHARS = 80;
/** Due days further away than this are misread, in days. */
const FURTHEST_DAYS = 3_700;

/** What a model is asked about a thought. */
export function classifyQuestion(input: ClassifyInput): Question<ClassifyAnswer> {
  const { now, today } = clockAt(input.nowMs, input.timezone);
  return {
    name: 'filing',
    instructions: classifyInstructions,
    data: {
      text: cleanText(boundText(input.text)),
      today: today.toString(),
      weekday: now.toLocaleString('en', { weekday: 'long' }),
      timezone: now.timeZoneId,
      examples: (input.corrections ?? [])
        .slice(0, MOST_EXAMPLES)
        .map(({ text, category }) => ({ text: cleanText(boundText(text, EXAMPLE_CHARS)), category })),
    },
    schema: classifyAnswerSchema,
    maxOutputTokens: 4_000,
    // An answer that recites its instructions was talked into it; nothing else in it can be trusted either.
    accepts: (answer) => {
      const written = [input.text, ...(input.corrections ?? []).map(({ text }) => text)].join('\n');
      const said = [answer.title, answer.nextAction ?? '', ...answer.people].join('\n');
      return !leaks(said, classifyInstructions, written);
    },
  };
}

/**
 * A model's answer made into a filing: the drawer by vote with the rules, every line only if the thought bears it out,
 * everything else as the rules read it. Of a text that reads like orders, the model's word is not taken at all.
 */
export function settleAnswer(input: ClassifyInput, answer: ClassifyAnswer): ClassifyResult {
  const rules = classifyLocally(input);
  if (readsLikeOrders(input.text)) return rules;
  const { choice: category, confidence } = vote(
    { choice: answer.category, confidence: answer.confidence },
    { choice: rules.category, confidence: rules.confidence },
  );
  const read = extractLocally(input, category);
  const due = dueOf(input, answer) ?? { dueAt: read.dueAt, dueAllDay: read.dueAllDay };
  const people = answer.people.map(oneLine).filter((name) => name !== '' && isGrounded(name, input.text, 1));
  return classifyResultSchema.parse({
    ...rules,
    category,
    confidence,
    title: line(answer.title, input.text, TITLE_CHARS) ?? read.title,
    fields: fieldsOf(category, read.fields, answer, input),
    ...due,
    people: people.length > 0 ? [...new Set(people)].slice(0, 50) : rules.people,
  });
}

function fieldsOf(category: Category, read: object, answer: ClassifyAnswer, input: ClassifyInput): object {
  const next = answer.nextAction === null ? undefined : line(answer.nextAction, input.text, 160);
  if (category === 'people') return { ...read, ...(next && { followUp: next }) };
  if (category === 'ideas') return read;
  const due = category === 'admin' ? day(answer.dueDate, input) : undefined;
  return {
    ...read,
    ...(next && { nextAction: next }),
    ...(category === 'projects' && answer.status !== null && { status: answer.status }),
    ...(due && { dueDate: due.toString() }),
  };
}

function dueOf(input: ClassifyInput, { dueDate, dueTime }: ClassifyAnswer) {
  const due = day(dueDate, input);
  if (due === undefined) return undefined;
  const { zone } = clockAt(input.nowMs, input.timezone);
  const time = dueTime !== null && /^([01]\d|2[0-3]):[0-5]\d$/.test(dueTime) ? dueTime : undefined;
  const at = time === undefined ? undefined : Temporal.PlainTime.from(time);
  return { dueAt: toInstant(zone, due, at), dueAllDay: at === undefined };
}

/** The day a model read, if it is one and not absurdly far away. */
function day(text: string | null, input: ClassifyInput): Temporal.PlainDate | undefined {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    const read = Temporal.PlainDate.from(text, { overflow: 'reject' });
    const { today } = clockAt(input.nowMs, input.timezone);
    return Math.abs(today.until(read, { largestUnit: 'days' }).days) <= FURTHEST_DAYS ? read : undefined;
  } catch {
    return undefined;
  }
}

function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ').trim();
}

/** A line of a model's, if the thought bears it out; cut to `most` characters as a person counts them. */
function line(text: string, source: string, most: number): string | undefined {
  const plain = oneLine(text);
  const characters = [...new Intl.Segmenter().segment(plain)].map(({ segment }) => segment);
  const short = characters.slice(0, most).join('').trim();
  return short !== '' && isGrounded(short, source) ? short : undefined;
}

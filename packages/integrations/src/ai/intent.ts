import type * as z from 'zod';
import { boundText, cleanText } from '../local/bounded-text.ts';
import { clockAt } from '../local/dates/zone.ts';
import { type DetectedIntent, detectIntentLocally } from '../local/intent/detect-intent.ts';
import { intentAnswerSchema, intentInstructions } from '../prompts/intent.ts';
import type { Question } from './model.ts';
import { readsLikeOrders } from './orders.ts';
import { vote } from './vote.ts';

/** What was typed, with what its days are counted from. */
export interface IntentInput {
  readonly text: string;
  /** IANA; an unknown one is read as UTC. */
  readonly timezone: string;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

type IntentAnswer = z.infer<typeof intentAnswerSchema>;
const READ_CHARS = 500;

/** What a model is asked about a text. */
export function intentQuestion({ text, timezone, nowMs }: IntentInput): Question<IntentAnswer> {
  const { now, today } = clockAt(nowMs, timezone);
  return {
    name: 'intent',
    instructions: intentInstructions,
    data: { text: cleanText(boundText(text, READ_CHARS)), today: today.toString(), timezone: now.timeZoneId },
    schema: intentAnswerSchema,
    maxOutputTokens: 2_000,
  };
}

/** A model's answer by vote with the rules; of a text that reads like orders, the rules' alone. */
export function settleIntent(input: IntentInput, answer: IntentAnswer): DetectedIntent {
  const rules = detectIntentLocally(input.text, input);
  if (readsLikeOrders(input.text)) return rules;
  // A command acts: it takes both.
  if (answer.intent === 'command' && rules.intent !== 'command') return rules;
  const { choice: intent, confidence } = vote(
    { choice: answer.intent, confidence: answer.confidence },
    { choice: rules.intent, confidence: rules.confidence },
  );
  const date = rules.date ?? (isDay(answer.date) ? answer.date : undefined);
  return { intent, confidence, ...(date !== undefined && { date }) };
}

function isDay(date: string | null): date is string {
  return date !== null && /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date));
}

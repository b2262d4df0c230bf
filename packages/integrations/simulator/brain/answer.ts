import type { Json } from '../json.ts';
import type { AnswerDemand } from '../vendor.ts';
import { generateAnswer } from './generate.ts';
import { understand } from './understanding.ts';
import { userText } from './user-text.ts';
import { countTokens } from './words.ts';

export interface Prompt {
  /** The last message of the user. */
  readonly user: string;
  /** All that was sent, for the token count. */
  readonly all: string;
  readonly schema: Json | undefined;
  readonly mostTokens: number | undefined;
  readonly demand: AnswerDemand | undefined;
}

/** What a model made of a prompt. */
export interface Answer {
  readonly kind: 'complete' | 'refusal' | 'truncated';
  readonly text: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

const refusal = "I'm sorry, but I can't help with that.";

function proseFor(text: string, title: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length > 1
    ? lines
        .slice(0, 12)
        .map((line) => `- ${line.replace(/^[-*]\s*/, '')}`)
        .join('\n')
    : `Noted: ${title}.`;
}

function goodText(prompt: Prompt, nowMs: number): string {
  const text = userText(prompt.user);
  const known = understand(text, nowMs);
  if (prompt.demand === 'not-json') return `Sure! Here is what I found: ${known.title}.`;
  if (prompt.schema === undefined) return proseFor(text, known.title);
  if (prompt.demand === 'off-schema') return JSON.stringify({ unexpected: known.title });
  return JSON.stringify(generateAnswer(prompt.schema, known));
}

/** The same answer for the same prompt on the same day. */
export function answerPrompt(prompt: Prompt, nowMs: number): Answer {
  const inputTokens = countTokens(prompt.all);
  if (prompt.demand === 'refusal') {
    return { kind: 'refusal', text: refusal, inputTokens, outputTokens: countTokens(refusal) };
  }
  const text = goodText(prompt, nowMs);
  const most = prompt.demand === 'length' ? Math.ceil(countTokens(text) / 2) : prompt.mostTokens;
  const outputTokens = countTokens(text);
  if (most === undefined || outputTokens <= most)
    return { kind: 'complete', text, inputTokens, outputTokens };
  return { kind: 'truncated', text: text.slice(0, most * 4 - 2), inputTokens, outputTokens: most };
}

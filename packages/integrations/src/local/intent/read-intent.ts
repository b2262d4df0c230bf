import { boundText, cleanText, fold } from '../bounded-text.ts';
import { INTENT_RULES, type Intent, PRIOR, QUESTION_MARK, SECOND_SENTENCE } from './rules.ts';

/** What a text is meant as, by its wording alone. */
export interface ReadIntent {
  readonly intent: Intent;
  /** 0..1, the share of such answers that should be right. */
  readonly confidence: number;
}

const READ_CHARS = 500;
const MOST_CONFIDENT = 0.97;

/** The beginning of a text, cleaned: what an intent is read from. */
export function textToRead(text: string): string {
  return boundText(cleanText(boundText(text, READ_CHARS)), READ_CHARS);
}

/** Whether a text is a thought to keep, a question or a command. Rules only, small enough for a browser. */
export function readIntent(text: string): ReadIntent {
  const scores = scoreOf(fold(textToRead(text)).replace(/\s+/g, ' '));
  const [best = 'capture'] = (Object.keys(scores) as Intent[]).sort((a, b) => scores[b] - scores[a]);
  const sum = Object.values(scores).reduce((total, value) => total + Math.exp(value - scores[best]), 0);
  return { intent: best, confidence: Math.round(Math.min(MOST_CONFIDENT, 1 / sum) * 1000) / 1000 };
}

function scoreOf(folded: string): Record<Intent, number> {
  const scores = { ...PRIOR };
  const asked = /[?？]["')\s]*$/.test(folded);
  const bare = folded.replace(/[\s?？!.¡¿]+$/, '').replace(/^[¿¡\s]+/, '');
  if (asked) scores.query += QUESTION_MARK;
  if (/[.!;\n]\s+\S/.test(bare) || bare.length > 160) scores.capture += SECOND_SENTENCE;
  for (const { when, points } of INTENT_RULES) {
    if (!when.test(bare)) continue;
    for (const intent of Object.keys(points) as Intent[]) scores[intent] += points[intent] ?? 0;
  }
  return scores;
}

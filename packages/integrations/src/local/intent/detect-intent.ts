import { boundText, cleanText, fold } from '../bounded-text.ts';
import { findDates } from '../dates/find-dates.ts';
import { clockAt } from '../dates/zone.ts';
import { guessLanguage } from '../language.ts';
import { INTENT_RULES, type Intent, PRIOR, QUESTION_MARK, SECOND_SENTENCE } from './rules.ts';

/** What a text is meant as. */
export interface DetectedIntent {
  readonly intent: Intent;
  /** 0..1, the share of such answers that should be right. */
  readonly confidence: number;
  /** The first day the text names, `YYYY-MM-DD` in the owner's timezone. */
  readonly date?: string;
}

const READ_CHARS = 500;
const MOST_CONFIDENT = 0.97;

/** Whether a text is a thought to keep, a question or a command. Pure and deterministic; never throws on any text. */
export function detectIntentLocally(
  text: string,
  options: { readonly timezone: string; readonly nowMs: number },
): DetectedIntent {
  const cleaned = boundText(cleanText(boundText(text, READ_CHARS)), READ_CHARS);
  const folded = fold(cleaned).replace(/\s+/g, ' ');
  const scores = scoreOf(folded);
  const [best = 'capture'] = (Object.keys(scores) as Intent[]).sort((a, b) => scores[b] - scores[a]);
  const sum = Object.values(scores).reduce((total, value) => total + Math.exp(value - scores[best]), 0);
  const clock = clockAt(options.nowMs, options.timezone);
  const named = findDates(cleaned, clock, guessLanguage(folded)).find(
    (date) => date.dayKnown || date.time !== undefined,
  );
  return {
    intent: best,
    confidence: Math.round(Math.min(MOST_CONFIDENT, 1 / sum) * 1000) / 1000,
    ...(named && { date: named.day.toString() }),
  };
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

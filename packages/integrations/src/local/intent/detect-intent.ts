import { fold } from '../bounded-text.ts';
import { findDates } from '../dates/find-dates.ts';
import { clockAt } from '../dates/zone.ts';
import { guessLanguage } from '../language.ts';
import { type ReadIntent, readIntent, textToRead } from './read-intent.ts';

/** What a text is meant as. */
export interface DetectedIntent extends ReadIntent {
  /** The first day the text names, `YYYY-MM-DD` in the owner's timezone. */
  readonly date?: string;
}

/** Whether a text is a thought to keep, a question or a command. Pure and deterministic; never throws on any text. */
export function detectIntentLocally(
  text: string,
  options: { readonly timezone: string; readonly nowMs: number },
): DetectedIntent {
  const cleaned = textToRead(text);
  const language = guessLanguage(fold(cleaned).replace(/\s+/g, ' '));
  const named = findDates(cleaned, clockAt(options.nowMs, options.timezone), language).find(
    (date) => date.dayKnown || date.time !== undefined,
  );
  return { ...readIntent(cleaned), ...(named && { date: named.day.toString() }) };
}

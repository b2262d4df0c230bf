import type { ClassifyInput } from '../classification.ts';
import { boundText, cleanText, fold } from './bounded-text.ts';
import { type FoundDate, findDates } from './dates/find-dates.ts';
import { findRecurrence } from './dates/recurrence.ts';
import { type Clock, clockAt } from './dates/zone.ts';
import { type Form, readForm } from './form.ts';
import { guessLanguage, type Language } from './language.ts';
import { withoutLeadIn } from './lead-in.ts';
import { maskText } from './mask.ts';
import { findNames } from './names/find-names.ts';
import type { Name } from './names/join-names.ts';

/** A captured text read once: what every rule and field is taken from. */
export interface Thought {
  /** Cleaned and bounded; offsets below count in it. */
  readonly text: string;
  readonly folded: string;
  readonly language: Language;
  readonly clock: Clock;
  readonly names: readonly Name[];
  readonly dates: readonly FoundDate[];
  readonly recurrence: string | undefined;
  /** Folded text with `xname`, `xkin`, `xrole`, `xdate` and `xtime` in the place of such spans, spelling mended. */
  readonly masked: string;
  /** `masked` without "todo:", "don't forget to" and the like. */
  readonly lead: string;
  /** True where such a lead-in said that something has to be done. */
  readonly obliged: boolean;
  readonly wordCount: number;
  readonly form: Form;
}

/** Reads a captured text. */
export function readThought({
  text: raw,
  nowMs,
  timezone,
}: Pick<ClassifyInput, 'text' | 'nowMs' | 'timezone'>): Thought {
  const text = boundText(cleanText(boundText(raw, 10_000)));
  const folded = fold(text);
  const language = guessLanguage(folded);
  const clock = clockAt(nowMs, timezone);
  const dates = findDates(text, clock, language);
  const names = findNames(text, language).filter(
    (name) => !dates.some((date) => date.start <= name.start && name.end <= date.end),
  );
  const masked = maskText(folded, names, dates);
  const { lead, obliged } = withoutLeadIn(masked);
  const wordCount = masked.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return {
    text,
    folded,
    language,
    clock,
    names,
    dates,
    recurrence: findRecurrence(folded),
    masked,
    lead,
    obliged,
    wordCount,
    form: readForm(lead),
  };
}

import type { Category } from '../classification.ts';
import type { Due } from './dates/due-date.ts';
import type { Thought } from './thought.ts';
import { capitalised, shorten } from './title.ts';

const LABEL =
  /^(?:to-?do|task|reminder|remember|note to self|note|idea|ideas|idee|idée|proyecto|projet|projekt|project|thought|shower thought|random thought|insight|feature request|feature|remind me to|remind me|don'?t forget to|don'?t forget the|don'?t forget|make sure to|(?:i |we )?(?:need|have|got) to|gotta|(?:i |we )?must|please|pls|btw|ok|so)(?:\s*[:,–-]+\s*|\s+)(?=\S)/i;
const PREPOSITION =
  /[\s,(–-]*\b(?:by|before|until|till|til|on|at|for|from|due|bis|zum|am|vom|um|auf|avant|le|antes del?|el|b4|the)?\s*$/i;

/** A short readable title: the first sentence or headline, without labels and (for tasks) without its date. */
export function titleOf(thought: Thought, category: Category, due: Due | undefined): string {
  const dated = category === 'admin' || category === 'projects';
  const text = dated && due ? withoutDate(thought.text, due) : thought.text;
  const whole = withoutLabels(text) || thought.text;
  const sentence = firstSentence(whole);
  const head = category === 'projects' ? headline(sentence) : sentence;
  const title = capitalised(shorten(head));
  return /[\p{L}\p{N}]/u.test(title) ? title : shorten(thought.text) || fallback(thought.text);
}

/** Takes the date off where it stands at the end of a sentence or at the beginning of the text. */
function withoutDate(text: string, due: Due): string {
  const before = text.slice(0, due.from.start);
  const after = text.slice(due.from.end);
  if (/^\s*(?:$|[.!\n])/.test(after)) {
    const kept = before.replace(PREPOSITION, '');
    return enough(kept) ? kept + after : text;
  }
  const rest = after.replace(/^[\s:,–-]+/, '');
  return before.trim() === '' && enough(rest) ? rest : text;
}

function enough(text: string): boolean {
  return (text.match(/\p{L}{3,}/gu)?.length ?? 0) >= 1 && text.trim().length >= 6;
}

function withoutLabels(text: string): string {
  let rest = text.trim();
  for (let taken = 0; taken < 3; taken++) {
    const next = rest.replace(LABEL, '');
    if (next === rest) break;
    rest = next;
  }
  return rest;
}

function firstSentence(text: string): string {
  const line = text.split('\n').find((candidate) => /[\p{L}\p{N}]/u.test(candidate)) ?? text;
  const end = /[^\s.]{3,}[.!?]+(?=\s+\p{Lu}|\s*$)/u.exec(line);
  return end && end.index + end[0].length >= 12 ? line.slice(0, end.index + end[0].length) : line;
}

/** "Website relaunch: get copy …" is called "Website relaunch". */
function headline(text: string): string {
  const cut = /^(.{8,70}?)(?::\s|\s[-–—]+\s|\s?\(|;\s)/u.exec(text);
  return cut?.[1] && /\s/.test(cut[1]) ? cut[1] : text;
}

function fallback(text: string): string {
  return text.trim().slice(0, 1).isWellFormed() && text.trim() !== ''
    ? shorten(text, 10) || 'Untitled'
    : 'Untitled';
}

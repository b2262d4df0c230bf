import { datesIn, type FoundDate } from './dates.ts';
import { stem, wordsOf } from './words.ts';

/** What the simulated models make of a text: keyword rules, no judgement. */
export interface Understanding {
  readonly text: string;
  readonly title: string;
  readonly category: 'people' | 'projects' | 'ideas' | 'admin';
  /** 0..1. Under 0.5 when no rule spoke. */
  readonly confidence: number;
  readonly people: readonly string[];
  readonly keywords: readonly string[];
  readonly intent: 'capture' | 'query' | 'command';
  readonly due: FoundDate | undefined;
}

const signs = {
  admin:
    'pay bill invoice renew book appointment dentist doctor tax buy insurance passport license return cancel rent order subscription pick register form bank prescription groceries',
  projects:
    'project launch build ship milestone roadmap refactor release design migrate website prototype campaign sprint kickoff implement rollout deliver proposal budget draft',
  people:
    'call birthday met meet friend wife husband mum mom dad colleague lunch coffee dinner catch introduce ask told thank congratulate anniversary reconnect',
  ideas:
    'idea maybe imagine concept wonder could brainstorm concept if explore hypothesis invent novel inspiration',
} as const;

const order = ['admin', 'projects', 'people', 'ideas'] as const;
const stems = Object.fromEntries(
  order.map((category) => [category, new Set(signs[category].split(' ').map(stem))]),
);

const notNames = new Set(
  (
    'I The A An My Our We He She It They This That Monday Tuesday Wednesday Thursday Friday Saturday Sunday ' +
    'January February March April May June July August September October November December Today Tomorrow'
  ).split(' '),
);

/** Capitalised words that do not open a sentence, and those after a verb one does to people. */
function peopleIn(text: string): readonly string[] {
  const inside = [...text.matchAll(/(?<=[a-z0-9,;:]\s)(\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)?)/gu)].map(
    ([name]) => name,
  );
  return [...new Set(inside)].filter((name) => !notNames.has(name.split(' ')[0] ?? ''));
}

function titleOf(text: string): string {
  const sentence = text.split(/(?<=[.!?])\s|\n/)[0]?.trim() ?? '';
  const short = sentence.length <= 80 ? sentence : `${sentence.slice(0, 79).replace(/\s+\S*$/, '')}…`;
  const plain = short.replace(/[.!?,;:]+$/, '') || 'Untitled';
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

function intentOf(text: string): Understanding['intent'] {
  if (/\?\s*$/.test(text) || /^(what|who|when|where|which|find|show|search|list)\b/i.test(text))
    return 'query';
  return /^(archive|delete|mark|move|send|schedule|create|complete|cancel)\b/i.test(text)
    ? 'command'
    : 'capture';
}

/** `nowMs` is what "tomorrow" counts from. */
export function understand(text: string, nowMs: number): Understanding {
  const found = wordsOf(text).map(stem);
  const people = peopleIn(text);
  const scores = order.map((category) => {
    const hits = found.filter((word) => stems[category]?.has(word)).length;
    return { category, hits: hits + (category === 'people' ? people.length : 0) };
  });
  const ranked = scores.toSorted((a, b) => b.hits - a.hits);
  const [first, second] = ranked;
  const hits = first?.hits ?? 0;
  const lead = hits - (second?.hits ?? 0);
  const spoke = Math.min(0.97, 0.7 + 0.08 * hits + 0.06 * lead);
  return {
    text,
    title: titleOf(text),
    category: hits === 0 ? 'ideas' : (first?.category ?? 'ideas'),
    confidence: hits === 0 ? 0.4 : lead === 0 ? 0.55 : Math.round(spoke * 100) / 100,
    people,
    keywords: [...new Set(wordsOf(text).filter((word) => word.length > 4))].slice(0, 5),
    intent: intentOf(text),
    due: datesIn(text, nowMs),
  };
}

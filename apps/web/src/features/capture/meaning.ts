import { readIntent } from '@ballast/integrations/browser';

/** What a text in the capture box is taken for: a thought to keep, unless it is clearly something else. */
export type Meaning = 'capture' | 'query' | 'command';

interface Intent {
  readonly intent: Meaning;
  /** 0..1. */
  readonly confidence: number;
}

/** How sure one must be not to keep a text: a question that is kept harms nobody, a thought that is not kept does. */
const sureEnough: Readonly<Record<Meaning, number>> = { capture: 0, query: 0.6, command: 0.75 };
/** Questions and commands are short. */
const longestAsked = 300;

function meaningOf({ intent, confidence }: Intent): Meaning {
  return confidence >= sureEnough[intent] ? intent : 'capture';
}

/** True where it is worth asking the server, whose answer may come from a paid model, what a text means. */
export function mayBeAsked(text: string): boolean {
  return text !== '' && text.length <= longestAsked && readIntent(text).intent !== 'capture';
}

/** What a text means: by the server where it said so already, else by the rules here. Never waits for anything. */
export function meaningNow(text: string, said: Intent | undefined): Meaning {
  return mayBeAsked(text) ? meaningOf(said ?? readIntent(text)) : 'capture';
}

/** A question or command that was asked, as it is kept in the browser. */
export interface Asked {
  readonly meaning: 'query' | 'command';
  readonly text: string;
}

/** Writes it as one line of text. */
export function keptFrom({ meaning, text }: Asked): string {
  return `${meaning}:${text}`;
}

/** Reads what `keptFrom` wrote; anything else is nothing. */
export function askedFrom(kept: string): Asked | null {
  const match = /^(query|command):(.+)$/s.exec(kept);
  if (!match?.[2]) return null;
  return { meaning: match[1] === 'command' ? 'command' : 'query', text: match[2] };
}

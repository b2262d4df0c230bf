import type { OutgoingMessage, Outlet } from '../../src/outlet.ts';

/** What happens at one attempt; `ok` when the script has run out. */
export type Happening =
  | 'ok'
  /** It arrives, and the answer is lost. */
  | 'lost-answer'
  /** Nobody knows; it did not arrive. */
  | 'lost-request'
  /** The vendor can't even say whether it is there. */
  | 'cannot-tell'
  | 'unreachable'
  | 'refused'
  | { readonly retryAfterMs: number };

/** A vendor in memory that acts on each message it takes, and knows its own by their dedupe id. */
export interface FakeOutlet extends Outlet {
  /** Effects, in order: a doubled one would stand here twice. */
  readonly effects: OutgoingMessage[];
  /** Every attempt, in order. */
  readonly attempts: OutgoingMessage[];
  /** What the next attempts meet. */
  plan(...happenings: Happening[]): void;
}

const failure = (outcome: string, retryable: boolean, more: object = {}) =>
  Object.assign(new Error('scripted'), { outcome, retryable, ...more });

export function createFakeOutlet(): FakeOutlet {
  const effects: OutgoingMessage[] = [];
  const attempts: OutgoingMessage[] = [];
  const script: Happening[] = [];
  const find = (id: string) => effects.findIndex((effect) => effect.dedupeId === id);
  return {
    effects,
    attempts,
    plan: (...happenings) => void script.push(...happenings),
    deliver: async (message) => {
      attempts.push(message);
      const happening = script.shift() ?? 'ok';
      if (happening === 'unreachable') throw failure('not_sent', true, { code: 'connection_refused' });
      if (happening === 'refused') throw failure('rejected', false, { code: 'channel_not_found' });
      if (happening === 'cannot-tell') throw failure('unknown', false);
      if (happening === 'lost-request') throw failure('unknown', true);
      if (typeof happening === 'object') throw failure('rejected', true, happening);
      const known = message.uncertain ? find(message.dedupeId) : -1;
      if (known < 0) effects.push(message);
      if (happening === 'lost-answer') throw failure('unknown', false);
      return { externalRef: `ref-${known < 0 ? effects.length - 1 : known}`, found: known >= 0 };
    },
  };
}

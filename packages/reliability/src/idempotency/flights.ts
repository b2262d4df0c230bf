import type { Deadline } from '../deadline.ts';
import type { KeyedCall } from './contract.ts';
import { waitableMs } from './waiting.ts';

/** How a call that others in this process wait for ended, as far as they are concerned. */
export type Landing =
  | { readonly kind: 'answer'; readonly text: string | undefined }
  | { readonly kind: 'key_reused' }
  /** It failed or left: whoever waits tries by itself. */
  | { readonly kind: 'open' };

interface Flight {
  /** What its end is for this call. Never rejects. */
  seenBy(call: KeyedCall): Promise<Landing>;
}

function nameOf({ scope, key }: KeyedCall): string {
  return JSON.stringify([scope, key]);
}

/** The calls that run in this process, by scope and key: one of each at a time. */
export class Flights {
  readonly #flights = new Map<string, Flight>();

  find(call: KeyedCall): Flight | undefined {
    return this.#flights.get(nameOf(call));
  }

  /**
   * Runs `fly` as the one flight of this key; `landingOf` says what the others learn of its result. Calls with another
   * input are refused as soon as this one has claimed the key: before that, the key may as well be theirs.
   */
  async lead<R>(
    call: KeyedCall,
    fly: (claimed: () => void) => Promise<R>,
    landingOf: (result: R) => Landing,
  ): Promise<R> {
    const name = nameOf(call);
    const landed = Promise.withResolvers<Landing>();
    const forOthers = Promise.withResolvers<Landing>();
    this.#flights.set(name, {
      seenBy: ({ fingerprint }) => (fingerprint === call.fingerprint ? landed.promise : forOthers.promise),
    });
    let landing: Landing = { kind: 'open' };
    try {
      const result = await fly(() => forOthers.resolve({ kind: 'key_reused' }));
      landing = landingOf(result);
      return result;
    } finally {
      // Gone before anybody hears of it: the first of those who waited finds no flight and becomes the next.
      this.#flights.delete(name);
      landed.resolve(landing);
      // It never claimed: whose the key is, the store tells those who wait.
      forOthers.resolve({ kind: 'open' });
    }
  }
}

/**
 * The landing, or undefined when the budget allows no more waiting. Rejects with the deadline's reason if that ends
 * first; the flight goes on without this joiner.
 */
export function landingWithin(landed: Promise<Landing>, deadline: Deadline): Promise<Landing | undefined> {
  const { signal, runtime } = deadline;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const waitMs = waitableMs(deadline);
    const timer = waitMs === Number.POSITIVE_INFINITY ? undefined : runtime.setTimer(() => end(), waitMs);
    const onAbort = () => {
      timer?.cancel();
      reject(signal.reason);
    };
    const end = (landing?: Landing) => {
      timer?.cancel();
      signal.removeEventListener('abort', onAbort);
      resolve(landing);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    // It never rejects.
    void landed.then(end);
  });
}

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
  readonly fingerprint: string;
  /** Never rejects. */
  readonly landed: Promise<Landing>;
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

  /** Runs `fly` as the one flight of this key; `landingOf` says what the others learn of its result. */
  async lead<R>(call: KeyedCall, fly: () => Promise<R>, landingOf: (result: R) => Landing): Promise<R> {
    const name = nameOf(call);
    const { promise: landed, resolve } = Promise.withResolvers<Landing>();
    this.#flights.set(name, { fingerprint: call.fingerprint, landed });
    let landing: Landing = { kind: 'open' };
    try {
      const result = await fly();
      landing = landingOf(result);
      return result;
    } finally {
      // Gone before anybody hears of it: the first of those who waited finds no flight and becomes the next.
      this.#flights.delete(name);
      resolve(landing);
    }
  }
}

/**
 * The landing, or undefined when the budget allows no more waiting. Rejects with the deadline's reason if that ends
 * first; the flight goes on without this joiner.
 */
export function landingWithin(flight: Flight, deadline: Deadline): Promise<Landing | undefined> {
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
    void flight.landed.then(end);
  });
}

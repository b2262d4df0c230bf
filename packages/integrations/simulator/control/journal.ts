import type { Runtime } from '@ballast/reliability';
import type { VendorId } from '../vendor.ts';

/** How a request ended for the caller. */
export type Ending = 'pending' | 'answered' | 'reset' | 'stalled' | 'caller-left';

/** One request, in the order of arrival. Never a body, a path parameter, a query or a token. */
export interface JournalEntry {
  readonly n: number;
  /** ISO instant of arrival. */
  readonly at: string;
  readonly vendor: VendorId;
  /** The operation's name, or `unknown`. */
  readonly route: string;
  readonly method: string;
  /** The same for every repeat of a call: a hash, so that nothing can be read from it. */
  readonly identity: string;
  /** 1 for the first request of an identity. */
  readonly attempt: number;
  /** What the SDK says about its own retries (`X-Stainless-Retry-Count`), where it says so. */
  readonly sdkRetry: number | null;
  /** From `traceparent`. */
  readonly traceId: string | null;
  /** What the caller was sent; null when nothing was. */
  readonly status: number | null;
  /** The fault's kind or preset. */
  readonly fault: string | null;
  /** The vendor changed something. */
  readonly tookEffect: boolean;
  readonly ending: Ending;
  /** From arrival to the end, in ms. */
  readonly durationMs: number | null;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface Arrival {
  readonly vendor: VendorId;
  readonly route: string;
  readonly method: string;
  readonly identity: string;
  readonly sdkRetry: number | null;
  readonly traceId: string | null;
}

/** A line that is still being written. */
export interface OpenEntry {
  readonly entry: JournalEntry;
  note(change: Partial<Pick<JournalEntry, 'status' | 'fault' | 'tookEffect' | 'ending'>>): void;
}

export interface JournalFilter {
  readonly vendor?: VendorId | undefined;
  readonly route?: string | undefined;
  /** Only entries after this number. */
  readonly after?: number | undefined;
}

export interface Journal {
  open(arrival: Arrival): OpenEntry;
  list(filter?: JournalFilter): readonly JournalEntry[];
  reset(): void;
}

export function createJournal(runtime: Runtime): Journal {
  let entries: Mutable<JournalEntry>[] = [];
  let attempts = new Map<string, number>();
  return {
    open: (arrival) => {
      const sameCall = `${arrival.vendor}/${arrival.route}/${arrival.identity}`;
      const attempt = (attempts.get(sameCall) ?? 0) + 1;
      attempts.set(sameCall, attempt);
      const startedMs = runtime.monotonicMs();
      const entry: Mutable<JournalEntry> = {
        n: entries.length + 1,
        at: new Date(runtime.now()).toISOString(),
        vendor: arrival.vendor,
        route: arrival.route,
        method: arrival.method,
        identity: arrival.identity,
        attempt,
        sdkRetry: arrival.sdkRetry,
        traceId: arrival.traceId,
        status: null,
        fault: null,
        tookEffect: false,
        ending: 'pending',
        durationMs: null,
      };
      entries.push(entry);
      return {
        entry,
        note: (change) => {
          Object.assign(entry, change);
          if (change.ending !== undefined) entry.durationMs = Math.round(runtime.monotonicMs() - startedMs);
        },
      };
    },
    list: ({ vendor, route, after = 0 } = {}) =>
      entries
        .filter((entry) => entry.n > after && (vendor ?? entry.vendor) === entry.vendor)
        .filter((entry) => (route ?? entry.route) === entry.route)
        .map((entry) => ({ ...entry })),
    reset: () => {
      entries = [];
      attempts = new Map();
    },
  };
}

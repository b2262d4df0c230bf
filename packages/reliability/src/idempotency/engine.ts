import { ReliabilityError } from '../errors.ts';
import { type FaultPoints, noFaults } from '../fault-points.ts';
import { type Runtime, systemRuntime } from '../runtime.ts';
import { parseAnswer } from './answer.ts';
import { atomicAttempt } from './atomic.ts';
import type { Attempt, CallNotes, EngineParts, Tried } from './attempt.ts';
import type { Answer, Idempotency, IdempotencyEvent, IdempotencyOutcome, KeyedCall } from './contract.ts';
import { grantsKey } from './decide.ts';
import { Flights, type Landing, landingWithin } from './flights.ts';
import { leasedAttempt } from './leased.ts';
import { ReplayCounts } from './replay-counts.ts';
import type { IdempotencyStore } from './store.ts';
import { pause, retryAfterMs } from './waiting.ts';

export interface IdempotencyOptions<Tx> {
  readonly store: IdempotencyStore<Tx>;
  readonly runtime?: Runtime | undefined;
  readonly faults?: FaultPoints | undefined;
  /** Hears one event a call. What it throws goes no further. */
  readonly onEvent?: ((event: IdempotencyEvent) => void) | undefined;
}

type Settled =
  | {
      readonly kind: 'answer';
      readonly text: string | undefined;
      readonly outcome: Answer<unknown>['outcome'];
    }
  | { readonly kind: 'key_reused' }
  | { readonly kind: 'conflict'; readonly leaseMs: number | undefined };

function landingOf(settled: Settled): Landing {
  return settled.kind === 'conflict' ? { kind: 'open' } : settled;
}

function settle(tried: Exclude<Tried, { kind: 'in_progress' }>, waits: number): Settled {
  if (tried.kind === 'key_reused') return tried;
  if (tried.kind === 'replay') {
    return { kind: 'answer', text: tried.answer, outcome: waits > 0 ? 'waited' : 'replayed' };
  }
  return { kind: 'answer', text: tried.text, outcome: tried.takenOver ? 'taken_over' : 'fresh' };
}

/** Tries until there is an answer, waiting between looks with nothing in hand. */
async function leadUntilSettled(
  call: KeyedCall,
  attempt: Attempt,
  notes: CallNotes,
  claimed: () => void,
): Promise<Settled> {
  let tried = await attempt.once(claimed);
  for (let looks = 0; tried.kind === 'in_progress'; looks += 1) {
    if (!(await pause(call.deadline, looks, tried.leaseMs)))
      return { kind: 'conflict', leaseMs: tried.leaseMs };
    notes.waits += 1;
    const seen = await attempt.look?.();
    tried = seen === undefined || grantsKey(seen) ? await attempt.once(claimed) : seen;
  }
  return settle(tried, notes.waits);
}

/** One engine a process. Calls of one scope and key share one run here and one record everywhere. */
export function createIdempotency<Tx>(options: IdempotencyOptions<Tx>): Idempotency<Tx> {
  const { store, runtime = systemRuntime, faults = noFaults, onEvent } = options;
  const parts: EngineParts<Tx> = { store, runtime, faults };
  const flights = new Flights();
  const counts = new ReplayCounts(store, runtime);

  const pursue = async (call: KeyedCall, attempt: Attempt, notes: CallNotes): Promise<Settled> => {
    for (;;) {
      const flight = flights.find(call);
      if (flight === undefined) {
        return flights.lead(call, (claimed) => leadUntilSettled(call, attempt, notes, claimed), landingOf);
      }
      const landing = await landingWithin(flight.seenBy(call), call.deadline);
      if (landing === undefined) return { kind: 'conflict', leaseMs: undefined };
      if (landing.kind === 'answer') return { ...landing, outcome: 'joined' };
      if (landing.kind === 'key_reused') {
        // That was so when the flight got its key; a window may have ended since, and another one begun elsewhere.
        const seen = await store.look(call, call.deadline);
        return seen.kind === 'replay' ? settle(seen, 0) : landing;
      }
    }
  };

  const answer = async <T>(
    mode: IdempotencyEvent['mode'],
    call: KeyedCall,
    attempt: Attempt,
    notes: CallNotes,
  ): Promise<Answer<T>> => {
    const startedMs = runtime.monotonicMs();
    let outcome: IdempotencyOutcome | undefined;
    try {
      const settled = await pursue(call, attempt, notes);
      outcome = settled.kind === 'answer' ? settled.outcome : settled.kind;
      if (settled.kind === 'key_reused') throw new ReliabilityError('idempotency_key_reused');
      if (settled.kind === 'conflict') {
        throw new ReliabilityError('idempotency_in_progress', {
          retryAfterMs: retryAfterMs(settled.leaseMs),
        });
      }
      const { text } = settled;
      const replayed = outcome !== 'fresh' && outcome !== 'taken_over';
      if (replayed) counts.add(call);
      return { value: parseAnswer<T>(text), text, outcome: settled.outcome, replayed };
    } finally {
      const durationMs = runtime.monotonicMs() - startedMs;
      tell({
        type: 'idempotency',
        mode,
        scope: call.scope,
        outcome: outcome ?? notes.failure,
        durationMs,
        waits: notes.waits,
      });
    }
  };

  const tell = (event: IdempotencyEvent): void => {
    try {
      onEvent?.(event);
    } catch {
      // A listener's mistake is not the call's.
    }
  };

  return {
    atomic: async (call, work) => {
      const notes: CallNotes = { waits: 0, failure: 'failed' };
      return answer('atomic', call, atomicAttempt(parts, call, work), notes);
    },
    leased: async (call, work) => {
      const notes: CallNotes = { waits: 0, failure: 'failed' };
      return answer('leased', call, leasedAttempt(parts, call, work, notes), notes);
    },
    flush: () => counts.flush(),
  };
}

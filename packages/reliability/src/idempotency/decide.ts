/** Results of finished steps by name: their JSON text, or undefined where a step gave nothing. */
export type Steps = ReadonlyMap<string, string | undefined>;

/** What is kept for one key. Times are the store's clock, in epoch ms; the process clock never enters. */
export interface IdempotencyRecord {
  /** Of the input it was claimed with; see `fingerprint`. */
  readonly fingerprint: string;
  readonly state: 'running' | 'completed';
  /** Until when the holder is believed alive. Undefined once the holder gave the key back after a failure. */
  readonly leaseExpiresAtMs: number | undefined;
  readonly steps: Steps;
  /** The exact JSON text of the answer; undefined stands for the answer `undefined`. */
  readonly answer: string | undefined;
  /** Until when the answer is repeated and the remembered steps are of use. */
  readonly expiresAtMs: number;
}

/**
 * What a claim on a key leads to.
 * - `run`: the key is free; `steps` are those a failed attempt with the same input has behind it
 * - `takeover`: its holder vanished without a word; go on after the steps it had finished
 * - `replay`: the answer is there
 * - `in_progress`: somebody else is at it, for as long as `leaseMs` says, where that is known
 * - `key_reused`: the key belongs to another input
 */
export type Decision =
  | { readonly kind: 'run'; readonly steps: Steps }
  | { readonly kind: 'takeover'; readonly steps: Steps }
  | { readonly kind: 'replay'; readonly answer: string | undefined }
  | { readonly kind: 'in_progress'; readonly leaseMs: number | undefined }
  | { readonly kind: 'key_reused' };

export const noSteps: Steps = new Map();

const afresh: Decision = { kind: 'run', steps: noSteps };
const reused: Decision = { kind: 'key_reused' };

/**
 * The state machine of a key. Pure: both stores answer with it, or with SQL that is held to it.
 *
 * A live lease outweighs the window: a call that is still running is never started a second time. A holder that gave
 * the key back left it free for any input; one that vanished left it to its own input alone, for the rest of the window.
 */
export function decide(
  record: IdempotencyRecord | undefined,
  claim: { readonly fingerprint: string },
  nowMs: number,
): Decision {
  if (record === undefined) return afresh;
  const same = record.fingerprint === claim.fingerprint;
  const current = nowMs < record.expiresAtMs;
  if (record.state === 'completed') {
    if (!current) return afresh;
    return same ? { kind: 'replay', answer: record.answer } : reused;
  }
  const { leaseExpiresAtMs, steps } = record;
  if (leaseExpiresAtMs !== undefined && nowMs < leaseExpiresAtMs) {
    return same ? { kind: 'in_progress', leaseMs: leaseExpiresAtMs - nowMs } : reused;
  }
  if (!current) return afresh;
  if (leaseExpiresAtMs === undefined) return same ? { kind: 'run', steps } : afresh;
  return same ? { kind: 'takeover', steps } : reused;
}

/** True when the decision gives the key to whoever asked. */
export function grantsKey(decision: Decision): decision is Extract<Decision, { readonly steps: Steps }> {
  return decision.kind === 'run' || decision.kind === 'takeover';
}

/**
 * The same while an uncommitted transaction holds the key: what is seen is what was before it. An answer seen is still
 * the answer; a free key is not free.
 */
export function decideWhileHeld(
  record: IdempotencyRecord | undefined,
  claim: { readonly fingerprint: string },
  nowMs: number,
): Decision {
  const decision = decide(record, claim, nowMs);
  return grantsKey(decision) ? { kind: 'in_progress', leaseMs: undefined } : decision;
}

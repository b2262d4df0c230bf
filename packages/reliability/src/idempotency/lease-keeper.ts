import { createHash } from 'node:crypto';
import { Deadline } from '../deadline.ts';
import { ReliabilityError } from '../errors.ts';
import type { Timer } from '../runtime.ts';
import { timeout } from '../timeout.ts';
import { parseAnswer, serialiseAnswer } from './answer.ts';
import type { EngineParts } from './attempt.ts';
import type { LeasedCall, LeasedHandle, StepContext } from './contract.ts';
import type { Steps } from './decide.ts';
import type { Lease } from './store.ts';

/** Leases last this much longer than the work may, so that its end can be written down before anybody takes over, in ms. */
export const settleMs = 200;
const usualMaxLeaseMs = 30_000;
/** Renewals come this many times in a lease: two may fail. */
const renewalsInLease = 3;

/** How long a lease of this call is, from now, in ms. */
export function leaseMsOf({ deadline, maxLeaseMs = usualMaxLeaseMs }: LeasedCall): number {
  return Math.ceil(Math.min(deadline.remainingMs(), maxLeaseMs)) + settleMs;
}

/** A deadline to write down what has happened with, also when the call's own has ended. */
export function settlingDeadline({ deadline }: LeasedCall): Deadline {
  return Deadline.start(Math.max(deadline.remainingMs(), settleMs), { runtime: deadline.runtime });
}

interface KeeperOptions<Tx> {
  readonly parts: EngineParts<Tx>;
  readonly call: LeasedCall;
  readonly lease: Lease;
  readonly steps: Steps;
  readonly takenOver: boolean;
  /** Until when the lease surely holds: counted from before the claim was sent, monotonic ms. */
  readonly heldUntilMs: number;
}

/** Holds one lease while the work runs: renews it, runs steps under it, and ends the work when it is lost. */
export class LeaseKeeper<Tx> implements LeasedHandle<Tx>, Disposable {
  readonly deadline: Deadline;
  readonly takenOver: boolean;
  readonly #parts: EngineParts<Tx>;
  readonly #call: LeasedCall;
  readonly #lease: Lease;
  readonly #steps: Map<string, string | undefined>;
  readonly #running = new Map<string, Promise<string | undefined>>();
  #heldUntilMs: number;
  #timer: Timer | undefined;
  #state: 'held' | 'lost' | 'closed' = 'held';

  constructor(options: KeeperOptions<Tx>) {
    this.#parts = options.parts;
    this.#call = options.call;
    this.#lease = options.lease;
    this.#steps = new Map(options.steps);
    this.#heldUntilMs = options.heldUntilMs;
    this.takenOver = options.takenOver;
    this.deadline = options.call.deadline.child(Number.POSITIVE_INFINITY);
    this.#scheduleRenewal();
  }

  get lost(): boolean {
    return this.#state === 'lost';
  }

  /** The lease is another's: whatever still runs under it is told to stop. */
  lose(): void {
    if (this.#state !== 'held') return;
    this.#state = 'lost';
    this.#timer?.cancel();
    this.deadline.abort('caller_left');
  }

  [Symbol.dispose](): void {
    if (this.#state === 'held') this.#state = 'closed';
    this.#timer?.cancel();
    this.deadline[Symbol.dispose]();
  }

  async renew(): Promise<void> {
    if (this.#state !== 'held') throw new ReliabilityError('idempotency_lease_lost');
    const { store, runtime } = this.#parts;
    this.deadline.throwIfAborted();
    const leaseMs = leaseMsOf(this.#call);
    const sentMs = runtime.monotonicMs();
    // An answer that comes after the lease has run out is of no use.
    const limitMs = Math.max(settleMs, this.#heldUntilMs - settleMs - sentMs);
    const renewing = (limit: Deadline) => store.renewLease(this.#lease, leaseMs, limit);
    this.#insist(await timeout(renewing, limitMs, this.deadline));
    this.#heldUntilMs = sentMs + leaseMs;
  }

  async step<T>(name: string, fn: (step: StepContext) => Promise<T>): Promise<T> {
    if (this.#steps.has(name)) return parseAnswer<T>(this.#steps.get(name));
    let running = this.#running.get(name);
    if (running === undefined) {
      running = this.#runStep(name, fn).finally(() => this.#running.delete(name));
      this.#running.set(name, running);
    }
    return parseAnswer<T>(await running);
  }

  async stepInTransaction<T>(tx: Tx, name: string, fn: (step: StepContext) => Promise<T>): Promise<T> {
    if (this.#steps.has(name)) return parseAnswer<T>(this.#steps.get(name));
    const { store, faults } = this.#parts;
    await this.#ensureHeld();
    await faults.hit('before-step');
    const text = serialiseAnswer(await fn(this.#contextOf(name)));
    await faults.hit('after-step');
    // Not kept in memory: the caller's transaction may still roll back.
    this.#insist(await store.rememberStepInTransaction(tx, this.#lease, name, text));
    return parseAnswer<T>(text);
  }

  async #runStep<T>(name: string, fn: (step: StepContext) => Promise<T>): Promise<string | undefined> {
    const { store, faults } = this.#parts;
    await this.#ensureHeld();
    await faults.hit('before-step');
    const text = serialiseAnswer(await fn(this.#contextOf(name)));
    await faults.hit('after-step');
    // The effect has happened: that is written down even if the budget ran out meanwhile.
    using settling = settlingDeadline(this.#call);
    this.#insist(await store.rememberStep(this.#lease, name, text, settling));
    this.#steps.set(name, text);
    await faults.hit('after-step-stored');
    return text;
  }

  /** No step starts on a lease that may have run out: somebody else may have begun the same step. */
  async #ensureHeld(): Promise<void> {
    if (this.#state !== 'held') throw new ReliabilityError('idempotency_lease_lost');
    this.deadline.throwIfAborted();
    if (this.#parts.runtime.monotonicMs() >= this.#heldUntilMs) await this.renew();
  }

  #insist(ours: boolean): void {
    if (ours) return;
    this.lose();
    throw new ReliabilityError('idempotency_lease_lost');
  }

  #contextOf(name: string): StepContext {
    const { scope, key, fingerprint } = this.#call;
    const repeatKey = createHash('sha256')
      .update(JSON.stringify([scope, key, fingerprint, name]))
      .digest('hex');
    return { name, repeatKey, deadline: this.deadline };
  }

  #scheduleRenewal(): void {
    const { runtime } = this.#parts;
    const leftMs = this.#heldUntilMs - runtime.monotonicMs();
    if (this.#state !== 'held' || leftMs >= this.deadline.remainingMs()) return;
    const latestMs = Math.max(0, leftMs - settleMs);
    const delayMs = Math.min(leaseMsOf(this.#call) / renewalsInLease, latestMs);
    this.#timer = runtime.setTimer(() => void this.#renewInTime(), delayMs);
  }

  async #renewInTime(): Promise<void> {
    try {
      await this.renew();
    } catch {
      // A store that can't be reached is tried again; when the lease may run out, the work stops before another's starts.
      if (this.#parts.runtime.monotonicMs() >= this.#heldUntilMs - settleMs) this.lose();
    }
    this.#scheduleRenewal();
  }
}

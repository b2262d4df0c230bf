import type { Deadline } from './deadline.ts';
import { endedError } from './ended.ts';
import { errorTypeOf, type OnEvent, type Operation } from './events.ts';
import { type AttemptRecord, type GiveUpReason, withFailure } from './failure.ts';
import { outcomeOf } from './verdict.ts';

/** What one operation has tried so far, and how it tells the end of it. */
export class AttemptLog {
  readonly #operation: Operation;
  readonly #deadline: Deadline;
  readonly #emit: OnEvent;
  readonly #startMs: number;
  readonly #attempts: AttemptRecord[] = [];

  constructor(operation: Operation, deadline: Deadline, emit: OnEvent) {
    this.#operation = operation;
    this.#deadline = deadline;
    this.#emit = emit;
    this.#startMs = deadline.runtime.monotonicMs();
  }

  failed(attempt: AttemptRecord): void {
    this.#attempts.push(attempt);
  }

  succeeded(attempts: number): void {
    this.#emit({ type: 'succeeded', operation: this.#operation, attempts, durationMs: this.#durationMs() });
  }

  /** Notes that `error` is final and returns it, to be thrown. */
  gaveUp<E>(error: E, reason: GiveUpReason, retryAfterMs?: number): E {
    const attempts = this.#attempts;
    const operation = this.#operation;
    const errorType = errorTypeOf(error);
    const durationMs = this.#durationMs();
    this.#emit({
      type: 'gave_up',
      operation,
      attempts: attempts.length,
      durationMs,
      reason,
      errorType,
      retryAfterMs,
    });
    const outcome = outcomeOf(attempts.map(({ verdict }) => verdict));
    return withFailure(error, {
      reason,
      attempts,
      outcome,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    });
  }

  /** @throws ReliabilityError of this operation's own when the deadline has ended, caused by the last failure. */
  throwIfEnded(): void {
    const ended = endedError(this.#deadline, this.#attempts.at(-1));
    if (ended !== undefined) throw this.gaveUp(ended, 'aborted');
  }

  #durationMs(): number {
    return this.#deadline.runtime.monotonicMs() - this.#startMs;
  }
}

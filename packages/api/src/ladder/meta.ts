import type { Duration } from './duration.ts';

/** How a repeated key is answered; see `@ballast/reliability` for the two modes. */
export interface IdempotencyDeclaration<Mode extends 'atomic' | 'leased' = 'atomic' | 'leased'> {
  readonly mode: Mode;
  /** How long a repeat is answered from the first call. */
  readonly window: Duration;
}

/** What a procedure declares next to its name; the rungs read it and nothing else. */
export interface ProcedureMeta {
  /** The longest a call may take, all its queries, calls, retries and waits included. */
  readonly budget: Duration;
  /** Kinds of principal that may call; empty for everyone. */
  readonly access: readonly string[];
  readonly idempotency?: IdempotencyDeclaration | undefined;
  readonly transaction: boolean;
}

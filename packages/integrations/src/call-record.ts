import type { Outcome } from '@ballast/reliability';

/** One call through the door, as it is kept: names, numbers and codes only. */
export interface CallRecord {
  readonly ownerId: string | undefined;
  /** The vendor. */
  readonly dependency: string;
  readonly operation: string;
  readonly outcome: 'succeeded' | Outcome;
  /** Attempts that reached the vendor's client. */
  readonly attempts: number;
  readonly durationMs: number;
  readonly errorCode: string | undefined;
  /** Whole ms. */
  readonly retryAfterMs: number | undefined;
  /** Of the active trace, if there is one. */
  readonly traceId: string | undefined;
}

/** Told of each finished call, at once and without being waited for. What it throws goes no further. */
export type OnCall = (record: CallRecord) => void;

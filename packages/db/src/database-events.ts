import type { DatabaseCode } from './database-error.ts';
import type { PoolEvent } from './pool-gauges.ts';

/** What happens inside, for one place above to turn into spans, metrics and logs. No statement text, no values. */
export type DatabaseEvent =
  | PoolEvent
  | {
      readonly type: 'transaction';
      readonly name: string;
      readonly outcome: 'committed' | 'rolled_back' | 'unknown';
      /** How often it was run again before this outcome. */
      readonly reruns: number;
      readonly durationMs: number;
    }
  | {
      readonly type: 'transaction_rerun';
      readonly name: string;
      readonly code: DatabaseCode;
      readonly delayMs: number;
    }
  | { readonly type: 'after_commit_failed'; readonly name: string; readonly error: unknown };

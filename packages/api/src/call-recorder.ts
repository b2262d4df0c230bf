import { type Database, DatabaseError, newId } from '@ballast/db';
import type { CallRecord } from '@ballast/integrations';
import { Deadline, ReliabilityError, type Runtime, systemRuntime, type Timer } from '@ballast/reliability';
import type { Logger } from './logger.ts';

export interface CallRecorderOptions {
  readonly database: Database;
  readonly logger: Logger;
  readonly runtime?: Runtime;
}

/** Keeps the records of outgoing calls. */
export interface CallRecorder {
  /** Takes one record; it is written within a second, and never waited for. */
  readonly onCall: (record: CallRecord) => void;
  /** Writes what has been taken so far. */
  flush(): Promise<void>;
}

const flushAfterMs = 1_000;
const flushBudgetMs = 5_000;
const batchSize = 200;
/** With the database away, later calls are worth more than earlier ones. */
const mostWaiting = 5_000;

/** Whether the same rows may be taken another time. Those that never will be must not stand before the others. */
function mayGoLater(error: unknown): boolean {
  if (error instanceof DatabaseError) return error.retryable;
  return error instanceof ReliabilityError;
}

/** Writes call records in batches, apart from the calls: a record must not make a call slower or fail it. */
export function createCallRecorder(options: CallRecorderOptions): CallRecorder {
  const { database, logger, runtime = systemRuntime } = options;
  let waiting: (CallRecord & { readonly createdAt: Date })[] = [];
  let lost = 0;
  let timer: Timer | undefined;
  let writing = Promise.resolve();

  const write = async () => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, batchSize);
      using deadline = Deadline.start(flushBudgetMs, { runtime });
      const rows = batch.map((record) => ({ id: newId(), ...record }));
      try {
        await database.transaction({ deadline, name: 'calls.record' }, (tx) =>
          tx.kysely.insertInto('CallRecord').values(rows).execute(),
        );
      } catch (error) {
        if (mayGoLater(error)) throw error;
        lost += batch.length;
        logger.warn({ refused: batch.length, lost }, 'call records were refused');
      }
      waiting = waiting.slice(batch.length);
    }
  };
  const flush = () => {
    timer?.cancel();
    timer = undefined;
    writing = writing.then(write).catch(() => {
      logger.warn({ waiting: waiting.length, lost }, 'call records could not be written yet');
      arm();
    });
    return writing;
  };
  const arm = () => {
    timer ??= runtime.setTimer(() => void flush(), flushAfterMs);
  };

  return {
    flush,
    onCall: (record) => {
      waiting.push({ ...record, createdAt: new Date(runtime.now()) });
      if (waiting.length > mostWaiting) {
        waiting = waiting.slice(-mostWaiting);
        lost += 1;
      }
      arm();
    },
  };
}

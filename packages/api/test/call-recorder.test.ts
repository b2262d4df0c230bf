import { createTestDatabase } from '@ballast/db/testing';
import type { CallRecord } from '@ballast/integrations';
import { expect, test } from 'vitest';
import { createCallRecorder } from '../src/call-recorder.ts';
import { silentLogger } from '../src/logger.ts';

const call: Omit<CallRecord, 'operation' | 'retryAfterMs'> = {
  ...{ ownerId: undefined, dependency: 'slack', attempts: 1, durationMs: 5 },
  ...{ outcome: 'succeeded', errorCode: undefined, traceId: undefined },
};

test('a record that the database will never take is left out, and holds up none that come after it', async () => {
  await using db = await createTestDatabase();
  const recorder = createCallRecorder({ database: db.database, logger: silentLogger });
  recorder.onCall({ ...call, operation: 'refused', retryAfterMs: 1.5 });
  await recorder.flush();
  recorder.onCall({ ...call, operation: 'taken', retryAfterMs: 2 });
  await recorder.flush();
  const rows = await db.database.kysely
    .selectFrom('CallRecord')
    .select(['operation', 'retryAfterMs'])
    .execute();
  expect(rows).toEqual([{ operation: 'taken', retryAfterMs: 2 }]);
});

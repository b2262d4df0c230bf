import { createTestDatabase } from '@ballast/db/testing';
import { expect, test } from 'vitest';
import { createCallRecorder } from '../src/call-recorder.ts';
import { silentLogger } from '../src/logger.ts';

const call = {
  ...{ ownerId: undefined, dependency: 'slack', outcome: 'succeeded', attempts: 1, durationMs: 5 },
  ...{ errorCode: undefined, retryAfterMs: undefined, traceId: undefined },
} as const;

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

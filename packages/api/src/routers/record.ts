import { archiveRecord, archiveRecordInput, restoreRecord } from '../services/record/archive.ts';
import { embedRecord, embedRecordInput } from '../services/record/embed.ts';
import { embedMissing, embedMissingInput } from '../services/record/embed-missing.ts';
import { getRecord, getRecordInput } from '../services/record/get.ts';
import { listRecords, listRecordsInput } from '../services/record/list.ts';
import { snoozeRecord, snoozeRecordInput } from '../services/record/snooze.ts';
import { updateRecord, updateRecordInput } from '../services/record/update.ts';
import { dismissConflict, dismissConflictInput } from '../services/record-link/dismiss-conflict.ts';
import { listConflicts, listConflictsInput } from '../services/record-link/list-conflicts.ts';
import { mutation, people, peopleAndService, query, router, serviceOnly } from '../trpc.ts';

const editing = {
  access: people,
  budget: '5s',
  idempotency: { mode: 'atomic', window: '24h' },
  transaction: true,
} as const;

export const recordRouter = router({
  list: query({ access: people, budget: '5s', input: listRecordsInput, run: listRecords }),
  get: query({ access: people, budget: '5s', input: getRecordInput, run: getRecord }),
  conflicts: query({ access: people, budget: '5s', input: listConflictsInput, run: listConflicts }),
  dismissConflict: mutation({ ...editing, input: dismissConflictInput, run: dismissConflict }),
  update: mutation({ ...editing, input: updateRecordInput, run: updateRecord }),
  archive: mutation({ ...editing, input: archiveRecordInput, run: archiveRecord }),
  snooze: mutation({ ...editing, input: snoozeRecordInput, run: snoozeRecord }),
  embed: mutation({
    access: peopleAndService,
    budget: '60s',
    idempotency: { mode: 'leased', window: '1h' },
    input: embedRecordInput,
    run: embedRecord,
  }),
  embedMissing: mutation({
    access: serviceOnly,
    budget: '5m',
    idempotency: { mode: 'leased', window: '1h' },
    input: embedMissingInput,
    run: embedMissing,
  }),
  restore: mutation({ ...editing, input: archiveRecordInput, run: restoreRecord }),
});

import { createTRPCClient, TRPCClientError } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { describe, expect, test } from 'vitest';
import { callOptionsOf } from '../ladder/client/call-options.ts';
import type { AppRouter } from '../root.ts';
import type { JobHelpers } from './job-helpers.ts';
import { digestSchedule, upkeepSchedule } from './schedule.ts';
import { tasksOf } from './tasks.ts';

interface Call {
  readonly path: string;
  readonly input: unknown;
  readonly key: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** The tasks on a client whose calls are noted, and answered or failed as told. */
function tasksOnRecord(answer: () => unknown = () => ({ done: 1 })) {
  const calls: Call[] = [];
  const api = createTRPCClient<AppRouter>({
    links: [
      () =>
        ({ op }) =>
          observable((observer) => {
            const key = callOptionsOf(op.context).idempotencyKey;
            calls.push({ path: op.path, input: op.input, key, signal: op.signal ?? undefined });
            const given = answer();
            if (given instanceof TRPCClientError) observer.error(given);
            else {
              observer.next({ result: { type: 'data', data: given } });
              observer.complete();
            }
          }),
    ],
  });
  return { calls, tasks: tasksOf(api, () => new Date('2026-11-23T07:00:30.000Z')) };
}

function failedWith(httpStatus: number): TRPCClientError<AppRouter> {
  return Object.assign(TRPCClientError.from<AppRouter>(new Error('failed')), { data: { httpStatus } });
}

const helpersOf = (task: string, attempts = 1): JobHelpers => ({
  job: { id: '1', task_identifier: task, key: 'key', attempts, max_attempts: 12, run_at: new Date(0) },
  query: async () => ({ rowCount: 0 }),
});

const id = '0197c5a2-6f3e-7c11-8000-0123456789ab';
const ts = '2026-11-23T07:00:00.000Z';
const tick = { _cron: { ts } };

/** What each task is called with, and what it is to call: the key comes from the business fact. */
const expected = {
  classify: [{ entryId: id, round: 'r2' }, 'inbox.classify', { entryId: id }, `classify:${id}:r2`],
  deliver: [{ messageId: id, round: 'r1' }, 'outbox.deliver', { messageId: id }, `deliver:${id}:r1`],
  embed: [{ recordId: id, version: 3 }, 'record.embed', { recordId: id, version: 3 }, `embed:${id}:3`],
  inbound: [{ eventId: id }, 'inbound.process', { eventId: id }, `inbound:${id}`],
  sync: [{ integrationId: id, round: 'r1' }, 'integration.sync', { integrationId: id }, `sync:${id}:r1`],
  'sync-all': [tick, 'integration.syncAll', {}, `tick:sync-all:${ts}`],
  'run-workflow': [
    { executionId: id },
    'workflow.run',
    { executionId: id, lastAttempt: false },
    `run-workflow:${id}:next`,
  ],
  'daily-digest': [
    tick,
    'digest.generateAll',
    { kind: 'daily', fromLocalHour: 7 },
    `tick:daily-digest:${ts}`,
  ],
  'weekly-review': [
    tick,
    'digest.generateAll',
    { kind: 'weekly', fromLocalHour: 17 },
    `tick:weekly-review:${ts}`,
  ],
  'due-workflows': [tick, 'workflow.fireDue', {}, `tick:due-workflows:${ts}`],
  'suggest-actions': [tick, 'action.suggest', {}, `tick:suggest-actions:${ts}`],
  reclassify: [tick, 'inbox.reclassify', {}, `tick:reclassify:${ts}`],
  'embed-missing': [tick, 'record.embedMissing', {}, `tick:embed-missing:${ts}`],
  purge: [tick, 'maintenance.purge', {}, `tick:purge:${ts}`],
} as const satisfies Record<string, readonly [object, string, object, string]>;

type Name = keyof typeof expected;
const names = Object.keys(expected) as Name[];
const jobs = ['classify', 'deliver', 'embed', 'inbound', 'sync', 'run-workflow'] as const satisfies Name[];

test('this table has every task', () => {
  expect(Object.keys(tasksOnRecord().tasks).sort()).toEqual([...names].sort());
});

test('every tick of the schedule has its task, and every task is a tick or a job somebody enqueues', () => {
  const schedule = [...digestSchedule({ DAILY_DIGEST_CRON: '', WEEKLY_REVIEW_CRON: '' }), ...upkeepSchedule];
  expect([...schedule.map(({ task }) => task), ...jobs].sort()).toEqual([...names].sort());
});

describe.each(names)('%s', (name) => {
  const [payload, path, input, key] = expected[name];

  test('I2 calls its procedure with the same key however often it is delivered', async () => {
    const { calls, tasks } = tasksOnRecord();
    await tasks[name]?.(payload, helpersOf(name));
    await tasks[name]?.({ ...payload, traceparent: 'of another delivery' }, helpersOf(name, 2));
    expect(calls).toMatchObject([
      { path, input, key },
      { path, input, key },
    ]);
  });

  test('I12 ends its call when the job runner stops', async () => {
    const { calls, tasks } = tasksOnRecord();
    const stop = new AbortController();
    await tasks[name]?.(payload, { ...helpersOf(name), abortSignal: stop.signal });
    stop.abort();
    expect(calls[0]?.signal?.aborted).toBe(true);
  });

  test('passes a failure on to the job runner', async () => {
    const { tasks } = tasksOnRecord(() => failedWith(503));
    await expect(tasks[name]?.(payload, helpersOf(name))).rejects.toThrow('failed');
  });
});

test.each(jobs)('%s: 404 ends a job quietly, since what it was about is gone', async (name) => {
  const { tasks } = tasksOnRecord(() => failedWith(404));
  await expect(tasks[name]?.(expected[name][0], helpersOf(name))).resolves.toBeUndefined();
});

test.each(jobs)('%s: refuses a payload that is none', async (name) => {
  const { calls, tasks } = tasksOnRecord();
  for (const payload of [{}, undefined, { entryId: 'no id' }]) {
    await expect(tasks[name]?.(payload, helpersOf(name))).rejects.toThrow();
  }
  expect(calls).toEqual([]);
});

test('ticks report what was done; one that was added by hand counts from now', async () => {
  const { calls, tasks } = tasksOnRecord(() => ({ created: 2, failed: 0 }));
  expect(await tasks['daily-digest']?.({}, helpersOf('daily-digest'))).toEqual({ created: 2, failed: 0 });
  expect(calls[0]?.key).toBe('tick:daily-digest:2026-11-23T07:00:30.000Z');
});

test('the last attempt at a workflow says so, under a key of its own', async () => {
  const { calls, tasks } = tasksOnRecord();
  await tasks['run-workflow']?.({ executionId: id }, helpersOf('run-workflow', 12));
  expect(calls).toMatchObject([
    { input: { executionId: id, lastAttempt: true }, key: `run-workflow:${id}:last` },
  ]);
});

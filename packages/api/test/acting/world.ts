import type { FaultPoints } from '@ballast/reliability';
import type { ApiOptions } from '../../src/create-api.ts';
import { type Answer, startTestApi, type TestApi } from '../../src/testing.ts';
import { createFakeOutlet, type FakeOutlet } from './fake-outlet.ts';

/** The API, one owner, a vendor in memory, and the job runner's part played by hand. */
export interface World extends AsyncDisposable {
  readonly api: TestApi;
  readonly owner: string;
  readonly outlet: FakeOutlet;
  mutate(path: string, input: unknown): Promise<Answer>;
  query(path: string, input?: unknown): Promise<Answer>;
  /** A second instance on the same database, with faults armed. */
  withFaults(faults: FaultPoints, more?: Partial<ApiOptions>): Promise<TestApi>;
  /** Does all due jobs of these tasks until none is due. Returns what was called, in order. */
  runJobs(api?: TestApi): Promise<string[]>;
  /** A record of the owner's, made by a capture. */
  addRecord(text: string, category: string): Promise<RecordLike>;
  count(table: Table): Promise<number>;
}

export interface RecordLike {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly status: string;
  readonly dueAt: string | null;
  readonly fields: Record<string, unknown>;
  readonly version: number;
}

export type Table =
  | 'Record'
  | 'OutboxMessage'
  | 'WorkflowExecution'
  | 'WorkflowStep'
  | 'AgentAction'
  | 'Relationship'
  | 'Workflow';

const procedures: Record<string, (payload: Record<string, string>) => [string, object]> = {
  deliver: ({ messageId }) => ['outbox.deliver', { messageId }],
  'run-workflow': ({ executionId }) => ['workflow.run', { executionId }],
};

export async function createWorld(options: Partial<ApiOptions> & { timezone?: string } = {}): Promise<World> {
  const { timezone = 'UTC', ...rest } = options;
  const outlet = createFakeOutlet();
  const api = await startTestApi({ outlet, ...rest });
  const owner = await api.addOwner({ timezone });
  const pool = api.database.pool;
  const mutate = (path: string, input: unknown) => api.mutate(path, input, { owner });
  return {
    api,
    owner,
    outlet,
    mutate,
    query: (path, input = {}) => api.query(path, input, { owner }),
    withFaults: (faults, more = {}) =>
      startTestApi({ database: api.database, outlet, ...rest, ...more, faults }),
    runJobs: async (runner = api) => {
      const called: string[] = [];
      for (;;) {
        const { rows } = await pool.query<{ task: string; payload: Record<string, string> }>(
          `DELETE FROM graphile_worker._private_jobs AS job USING graphile_worker._private_tasks AS task
           WHERE job.id = (
             SELECT due.id FROM graphile_worker._private_jobs AS due
             JOIN graphile_worker._private_tasks AS its ON its.id = due.task_id
             WHERE due.run_at <= now() AND its.identifier = ANY ($1) ORDER BY due.run_at, due.id LIMIT 1
           ) AND task.id = job.task_id RETURNING task.identifier AS task, job.payload`,
          [Object.keys(procedures)],
        );
        const [job] = rows;
        if (!job) return called;
        const procedure = procedures[job.task]?.(job.payload);
        if (!procedure) throw new Error(`No procedure for ${job.task}`);
        called.push(job.task);
        await runner.mutate(...procedure, { service: true });
      }
    },
    addRecord: async (text, category) => {
      const { data } = await mutate('capture.create', { text });
      const fixed = await mutate('inbox.fix', { id: data.entry.id, category });
      const found = await api.query('record.get', { id: fixed.data.entry.recordId }, { owner });
      return found.data.record;
    },
    count: async (table) => {
      const { total } = await api.database.kysely
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<string>().as('total'))
        .executeTakeFirstOrThrow();
      return Number(total);
    },
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  };
}

/** Throws as a process that dies there would: nothing of what comes after is done. */
export function crashAt(point: string): FaultPoints {
  return {
    hit: async (name) => {
      if (name === point) throw new Error(`crashed at ${point}`);
    },
  };
}

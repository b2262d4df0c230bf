import { findPgBouncer } from '@ballast/db/testing';
import { type Simulator, startSimulator } from '@ballast/integrations/simulator';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type Cluster, cronSecret, startCluster } from './cluster.ts';
import { hold, until } from './hold.ts';
import { dataOf, type Person, signUp } from './person.ts';
import { startCron } from './processes.ts';
import { different, rage, replays } from './storm.ts';

/**
 * Two web and two cron processes, as an operator would run them, behind PgBouncer in transaction mode where it is
 * installed (`apt-get install pgbouncer`), with the vendors on the wire.
 */
const pooled = findPgBouncer() !== undefined;
const title = pooled ? 'behind PgBouncer' : 'without PgBouncer, which is not installed';

// Seconds on an idle machine; a busy one may take its time.
vi.setConfig({ testTimeout: 150_000 });

let cluster: Cluster;
let simulator: Simulator;
let people: readonly [Person, Person];

beforeAll(async () => {
  simulator = await startSimulator();
  cluster = await startCluster({
    pooled,
    env: { SLACK_API_URL: `${simulator.url}/slack/api/` },
    cronEnv: [{ SHUTDOWN_GRACE_MS: '1500' }, { SHUTDOWN_GRACE_MS: '60000' }],
  });
  people = [await signUp(origin(0), 'Ada'), await signUp(origin(1), 'Grace')];
});
afterAll(async () => {
  await cluster[Symbol.asyncDispose]();
  await simulator.close();
});

const origin = (n: number): string => cluster.webs[n % cluster.webs.length]?.origin ?? '';
const rowsOf = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  (await cluster.database.pool.query(sql, values)).rows as T[];
const jobsLike = async (pattern: string): Promise<{ locked: boolean; attempts: number }[]> =>
  rowsOf('SELECT locked_at IS NOT NULL AS locked, attempts FROM graphile_worker.jobs WHERE key LIKE $1', [
    pattern,
  ]);

const made = z.object({ digest: z.object({ id: z.string() }), created: z.boolean() });
const report = z.object({
  created: z.number(),
  existing: z.number(),
  skipped: z.number(),
  failed: z.number(),
});

/** A fixed-offset zone in which it is past noon, when today's digest is due by any schedule. */
function zonePastNoon(): string {
  const offset = 14 - new Date().getUTCHours();
  return `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}

/** The newest ISO week, in UTC, whose Sunday has come to its hour of review. */
function lastReviewedWeek(): string {
  const now = new Date();
  const daysBack = now.getUTCDay() === 0 && now.getUTCHours() >= 17 ? 0 : now.getUTCDay() || 7;
  const thursday = new Date(
    Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - daysBack - 3),
  );
  const year = thursday.getUTCFullYear();
  const week = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * 86_400_000));
  return `${year}-W${String(week).padStart(2, '0')}`;
}

describe(`two web and two cron processes, ${title}`, () => {
  test.each([
    {
      ...{ kind: 'daily', task: 'daily-digest', procedure: 'digest.generateDaily' },
      ...{ zone: zonePastNoon(), input: {} },
    },
    {
      ...{ kind: 'weekly', task: 'weekly-review', procedure: 'digest.generateWeekly' },
      ...{ zone: 'UTC', input: { week: lastReviewedWeek() } },
    },
  ])(
    'I9 three overlapping ticks, the cron route and "Generate now" at once: one $kind digest, the same for all',
    async ({ kind, task, procedure, zone, input }) => {
      await rowsOf(`UPDATE "User" SET timezone = $1, "createdAt" = now() - interval '40 days'`, [zone]);
      const held = await hold(cluster, 'Digest');
      await rowsOf(
        `SELECT graphile_worker.add_job($1, json_build_object('_cron', json_build_object('ts', $1 || n)), job_key := 'tick-' || $1 || n)
       FROM generate_series(1, 3) AS n`,
        [task],
      );
      const routes = cluster.webs.map(async (web) => {
        const headers = { authorization: `Bearer ${cronSecret}` };
        return report.parse(await (await fetch(`${web.origin}/api/cron/${task}`, { headers })).json());
      });
      const asked = people.flatMap((person) =>
        cluster.webs.map(async (web) => dataOf(await person.call(web.origin, procedure, input), made)),
      );
      // Each of them has seen that there is none, and is about to store its own.
      const writers = people.length * (3 + routes.length) + asked.length;
      await until('all of them write at once', async () => (await held.waiting()) === writers);
      expect((await jobsLike(`tick-${task}%`)).map(({ locked }) => locked)).toEqual([true, true, true]);
      await held.release();

      const answers = await Promise.all(asked);
      const counted = [...(await Promise.all(routes))];
      await until('the ticks are over', async () => (await jobsLike(`tick-${task}%`)).length === 0);
      const runs = await rowsOf<{ status: string; report: unknown }>(
        'SELECT status, report FROM "JobRun" WHERE key LIKE $1',
        [`tick-${task}%`],
      );
      expect(runs.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
      counted.push(...runs.map((run) => report.parse(run.report)));
      const digests = await rowsOf<{ id: string; ownerId: string; periodKey: string }>(
        'SELECT id, "ownerId", "periodKey" FROM "Digest" WHERE kind = $1',
        [kind],
      );
      expect(digests.map(({ ownerId }) => ownerId).sort()).toEqual(people.map(({ id }) => id).sort());
      expect(new Set(answers.map(({ digest }) => digest.id))).toEqual(new Set(digests.map(({ id }) => id)));
      const makers = counted.reduce((sum, { created }) => sum + created, 0);
      expect(makers + answers.filter(({ created }) => created).length).toBe(people.length);
      expect(counted.every(({ created, existing }) => created + existing === people.length)).toBe(true);
    },
  );

  test('I2 I3 a storm of one key is one effect and one answer; each of many keys, sent to both, is one', async () => {
    const [person] = people;
    const storm = { webs: cluster.webs, person, procedure: 'capture.create' };
    const one = await rage({
      ...storm,
      calls: 150,
      call: () => ({ input: { text: 'call the bank about account 0' }, key: 'one' }),
    });
    const many = await rage({
      ...{ ...storm, calls: 60 },
      call: (n) => ({
        input: { text: `call the bank about account ${1 + (n >> 1)}` },
        key: `many-${n >> 1}`,
      }),
    });
    expect([...one.illegal, ...many.illegal]).toEqual([]);
    expect([different(one.answers), replays(one.answers)]).toEqual([1, 149]);
    expect([different(many.answers), replays(many.answers)]).toEqual([30, 30]);
    const entries = () =>
      rowsOf<{ text: string; recordId: string | null }>('SELECT text, "recordId" FROM "InboxEntry"');
    expect((await entries()).length).toBe(31);
    // The job runners have been at it all the while: each thought is filed once.
    await until('all thoughts are filed', async () => (await entries()).every(({ recordId }) => recordId));
    expect(new Set((await entries()).map(({ recordId }) => recordId)).size).toBe(31);
    expect(await rowsOf('SELECT id FROM "Record"')).toHaveLength(31);
  });

  test('I2 ten equal triggers with their keys in any order: one run, one Slack message; after the window a second', async () => {
    const [person] = people;
    const slack = { vendor: 'slack', token: 'xoxb-T0SECOND01-first-secret-token', userId: 'U0ADA00001' };
    await person.call(origin(0), 'integration.connect', slack);
    const created = await person.call(origin(1), 'workflow.create', {
      ...{ name: 'Tell them', trigger: { type: 'manual' } },
      actions: [{ type: 'slack_message', params: { text: 'Told about {{trigger.about}}' } }],
    });
    const { workflow } = dataOf(created, z.object({ workflow: z.object({ id: z.string() }) }));
    const spellings = [
      `{"about":"n\\u006fon","deep":{"a":1,"b":[1e2]}}`,
      `{"deep":{"b":[100.0],"a":1.0},"about":"noon"}`,
      `{"deep":{"a":1e0,"b":[100]},"about":"no\\u006fn"}`,
    ];
    const trigger = async (n: number) => {
      const spelt = spellings[n % spellings.length];
      const body =
        n % 2 === 0
          ? `{"workflowId":"${workflow.id}","trigger":${spelt}}`
          : `{"trigger":${spelt},"workflowId":"${workflow.id}"}`;
      const outcome = z.object({ replayed: z.boolean(), execution: z.object({ id: z.string() }) });
      return dataOf(await person.call(origin(n), 'workflow.trigger', body), outcome);
    };
    const told = () =>
      simulator.journal().filter(({ route, tookEffect }) => route === 'chat.postMessage' && tookEffect);
    const delivered = (count: number) => async () => {
      const messages = await rowsOf<{ status: string }>('SELECT status FROM "OutboxMessage"');
      return messages.length === count && messages.every(({ status }) => status === 'delivered');
    };
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => trigger(n)));
    expect(new Set(answers.map(({ execution }) => execution.id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    await until('the message is delivered', delivered(1));
    expect(told()).toHaveLength(1);
    await rowsOf(`UPDATE "WorkflowExecution" SET "startedAt" = "startedAt" - interval '59 minutes'`);
    expect((await trigger(3)).replayed).toBe(true);
    await rowsOf(`UPDATE "WorkflowExecution" SET "startedAt" = "startedAt" - interval '2 minutes'`);
    const later = await Promise.all(Array.from({ length: 10 }, (_, n) => trigger(n)));
    expect(new Set(later.map(({ execution }) => execution.id)).size).toBe(1);
    expect(later[0]?.execution.id).not.toBe(answers[0]?.execution.id);
    await until('the second message is delivered', delivered(2));
    expect(told()).toHaveLength(2);
    expect(await rowsOf('SELECT id FROM "WorkflowExecution"')).toHaveLength(2);
  });

  test('I12 job runners told to stop in the middle of jobs finish them within their grace, or hand them back', async () => {
    const [person] = people;
    const [hasty, patient] = cluster.crons;
    const held = await hold(cluster, 'Record');
    const texts = [1, 2, 3, 4].map((n) => `call the bank ${n} about the loan`);
    for (const text of texts) await person.call(origin(0), 'capture.create', { text });
    await until('each of the runners is in the middle of two', async () => (await held.waiting()) === 4);
    const ends = [hasty?.end('SIGTERM'), patient?.end('SIGTERM')];
    const startedMs = performance.now();
    expect(await ends[0]).toEqual({ code: 0, signal: null });
    expect(performance.now() - startedMs).toBeGreaterThan(1_400);
    const mine = async () => (await jobsLike('classify:%')).map(({ locked, attempts }) => [locked, attempts]);
    expect((await mine()).sort()).toEqual([
      ...[
        [false, 0],
        [false, 0],
      ],
      ...[
        [true, 1],
        [true, 1],
      ],
    ]);
    await held.release();
    expect(await ends[1]).toEqual({ code: 0, signal: null });
    expect(await mine()).toEqual([
      [false, 0],
      [false, 0],
    ]);
    const next = startCron(cluster.env, origin(0));
    const filed = () =>
      rowsOf<{ recordId: string | null }>('SELECT "recordId" FROM "InboxEntry" WHERE text = ANY ($1)', [
        texts,
      ]);
    await until('all are filed', async () => (await filed()).every(({ recordId }) => recordId !== null));
    expect(new Set((await filed()).map(({ recordId }) => recordId)).size).toBe(4);
    expect(await rowsOf('SELECT id FROM "Record" WHERE title ILIKE $1', ['%bank%loan%'])).toHaveLength(4);
    expect(await next.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });
});

/**
 * `pnpm storms [--pgbouncer] [calls]`: storms of equal calls on two web and two cron processes, with --pgbouncer behind
 * a PgBouncer in transaction mode. Writes bench/storms-report.md; fails when a promise was broken.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSimulator } from '@ballast/integrations/simulator';
import { z } from 'zod';
import { startCluster } from './cluster/cluster.ts';
import { until } from './cluster/hold.ts';
import { dataOf, signUp } from './cluster/person.ts';
import { different, rage, replays, type StormReport } from './cluster/storm.ts';
import { connectSlack, createTelling, toldAbout } from './cluster/told.ts';

const given = process.argv.slice(2);
const pooled = given.includes('--pgbouncer');
const calls = Number(given.find((word) => /^\d+$/.test(word)) ?? 1_000);
const keys = 200;
const triggers = 200;
/** How long the job runners may take with what the storms leave them, in ms. */
const patienceMs = 300_000;

await using simulator = await startSimulator();
await using cluster = await startCluster({
  pooled,
  env: { SLACK_API_URL: `${simulator.url}/slack/api/` },
});
const { webs, database } = cluster;
const origin = webs[0]?.origin ?? '';
const person = await signUp(origin, 'Ada');
await connectSlack(origin, person);
const workflowId = await createTelling(origin, person);
const storm = { webs, person, procedure: 'capture.create' };
const count = async (sql: string): Promise<number> =>
  Number((await database.pool.query<{ n: string }>(sql)).rows[0]?.n);

const one = await rage({
  ...{ ...storm, calls },
  call: () => ({ input: { text: 'call the bank about account 0' }, key: 'one' }),
});
const many = await rage({
  ...{ ...storm, calls: 2 * keys },
  call: (n) => ({
    input: { text: `call the bank about account ${1 + (n >> 1)}` },
    key: `many-${n >> 1}`,
  }),
});
const run = await rage({
  ...{ webs, person, procedure: 'workflow.trigger', calls: triggers },
  call: (n) => ({
    input:
      n % 4 < 2
        ? `{"workflowId":"${workflowId}","trigger":{"about":"noon","deep":{"a":1,"b":[1e2]}}}`
        : `{"trigger":{"deep":{"b":[100.0],"a":1.0},"about":"no\\u006fn"},"workflowId":"${workflowId}"}`,
  }),
});
const waiting = `SELECT count(*) AS n FROM "InboxEntry" WHERE status IN ('received', 'classifying')`;
await until('all thoughts are filed', async () => (await count(waiting)) === 0, patienceMs);
const undelivered = `SELECT count(*) AS n FROM "OutboxMessage" WHERE status <> 'delivered'`;
await until('all messages are delivered', async () => (await count(undelivered)) === 0, patienceMs);

const runs = run.answers.map((answer) =>
  dataOf(answer, z.object({ replayed: z.boolean(), execution: z.object({ id: z.string() }) })),
);
const promises: [what: string, is: number, owed: number][] = [
  ['refusals that may not be', [one, many, run].flatMap(({ illegal }) => illegal).length, 0],
  ['different answers to one key', different(one.answers), 1],
  ['answers to one key that are not called a replay', calls - replays(one.answers), 1],
  ['different answers to the many keys', different(many.answers), keys],
  ['thoughts', await count('SELECT count(*) AS n FROM "InboxEntry"'), keys + 1],
  ['records they were filed in', await count('SELECT count(*) AS n FROM "Record"'), keys + 1],
  ['runs told of by the equal triggers', new Set(runs.map(({ execution }) => execution.id)).size, 1],
  ['of their answers not called a replay', runs.filter(({ replayed }) => !replayed).length, 1],
  ['runs of the workflow', await count('SELECT count(*) AS n FROM "WorkflowExecution"'), 1],
  ['messages at Slack', toldAbout(simulator).get('noon') ?? 0, 1],
];
const held = promises.every(([, is, owed]) => is === owed);
const row = (name: string, { tookMs, slowestMs, refusals }: StormReport): string => {
  const asked = [...refusals].map(([reason, times]) => `\`${reason}\` ${times}`).join(', ') || 'nobody';
  return `| ${name} | ${(tookMs / 1_000).toFixed(1)} s | ${(slowestMs / 1_000).toFixed(1)} s | ${asked} |`;
};
const text = [
  `# Storms of equal calls${pooled ? ', behind PgBouncer' : ''}`,
  '',
  `Written by \`pnpm storms${pooled ? ' --pgbouncer' : ''}${calls === 1_000 ? '' : ` ${calls}`}\`: two web and two cron processes on one PostgreSQL${pooled ? ', all of them by way of a PgBouncer in' : ','}`,
  `${pooled ? 'transaction mode, ' : ''}each call authenticated by an API key. A caller repeats what it is told to repeat, when it is told to.`,
  '',
  '| storm | took | longest answer | asked again |',
  '|---|---:|---:|---|',
  row(`${calls} calls with one key`, one),
  row(`${keys} keys, each sent to both web processes`, many),
  row(`${triggers} equal triggers of a workflow, spelt differently`, run),
  '',
  '| | found | owed |',
  '|---|---:|---:|',
  ...promises.map(([what, is, owed]) => `| ${what} | ${is} | ${owed} |`),
  '',
  held ? 'Every promise held.' : '**A promise was broken.**',
  '',
].join('\n');
await writeFile(join(import.meta.dirname, '..', 'bench', 'storms-report.md'), text);
process.stdout.write(text);
process.exitCode = held ? 0 : 1;

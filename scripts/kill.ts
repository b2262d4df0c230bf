/**
 * `pnpm kill [seconds]`: web and cron processes are ended at random, most of them by `kill -9`, while people capture
 * thoughts and run workflows that speak to Slack. Writes bench/kill-report.md; fails when a promise was broken.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSimulator } from '@ballast/integrations/simulator';
import { startCluster } from './cluster/cluster.ts';
import { until } from './cluster/hold.ts';
import { endAtRandom } from './cluster/killer.ts';
import { signUp } from './cluster/person.ts';
import { connectSlack, createTelling, toldAbout } from './cluster/told.ts';
import { type Acknowledged, startWriters } from './cluster/writers.ts';

const seconds = Number(process.argv[2] ?? 120);
const writerCount = 4;
/** One workflow may run 200 times an hour. */
const workflowCount = 10;
/** A killed worker's jobs are free again after this. */
const silenceMs = 3_000;
/** How long the job runners may take with what is left at the end, in ms. */
const patienceMs = 600_000;

await using simulator = await startSimulator();
await using cluster = await startCluster({
  pooled: false,
  env: {
    SLACK_API_URL: `${simulator.url}/slack/api/`,
    JOB_SILENCE_MS: String(silenceMs),
    SHUTDOWN_GRACE_MS: '3000',
  },
});
const { webs, database } = cluster;
const origin = webs[0]?.origin ?? '';
const person = await signUp(origin, 'Ada');
await connectSlack(origin, person);
const workflows: string[] = [];
for (let n = 0; n < workflowCount; n += 1) workflows.push(await createTelling(origin, person));
const writers = startWriters({ webs, person, workflows, count: writerCount });
const startedMs = performance.now();
const ends = await endAtRandom(cluster, seconds * 1_000);
await writers.stop();
const ranS = (performance.now() - startedMs) / 1_000;

const rowsOf = async <T extends object>(sql: string): Promise<T[]> =>
  (await database.pool.query(sql)).rows as T[];
const unfinished = async (): Promise<number> => {
  const rows = await rowsOf(`SELECT FROM graphile_worker.jobs
     WHERE task_identifier IN ('classify', 'deliver', 'run-workflow') AND attempts < max_attempts`);
  return rows.length;
};
await until('all jobs are done', async () => (await unfinished()) === 0, patienceMs);
const doneS = (performance.now() - startedMs) / 1_000 - ranS;

interface Thought {
  readonly id: string;
  readonly text: string;
  readonly status: string;
  readonly recordId: string | null;
}
interface Run {
  readonly id: string;
  readonly about: string;
  readonly status: string;
}
const thoughts = await rowsOf<Thought>('SELECT id::text, text, status, "recordId"::text FROM "InboxEntry"');
const records = await rowsOf('SELECT FROM "Record"');
const runs = await rowsOf<Run>(
  `SELECT id::text, trigger->>'about' AS about, status FROM "WorkflowExecution"`,
);
const messages = await rowsOf<{ status: string }>('SELECT status FROM "OutboxMessage"');
const givenUp = await rowsOf('SELECT FROM graphile_worker.jobs WHERE attempts >= max_attempts');
const told = toldAbout(simulator);
const lost = (acknowledged: readonly Acknowledged[], found: ReadonlyMap<string, string>): number =>
  acknowledged.filter(({ about, id }) => found.get(id)?.endsWith(about) !== true).length;
const broken: [what: string, times: number][] = [
  ['acknowledged thoughts lost', lost(writers.thoughts, new Map(thoughts.map(({ id, text }) => [id, text])))],
  ['thoughts doubled', thoughts.length - new Set(thoughts.map(({ text }) => text)).size],
  ['thoughts not filed', thoughts.filter(({ status }) => status !== 'filed').length],
  ['records more or fewer than thoughts', Math.abs(records.length - thoughts.length)],
  ['acknowledged runs lost', lost(writers.runs, new Map(runs.map(({ id, about }) => [id, about])))],
  ['runs doubled', runs.length - new Set(runs.map(({ about }) => about)).size],
  ['runs that did not succeed', runs.filter(({ status }) => status !== 'succeeded').length],
  ['runs Slack was not told about', runs.filter(({ about }) => !told.has(about)).length],
  ['runs Slack was told about twice', [...told.values()].filter((times) => times > 1).length],
  ['messages not delivered', messages.filter(({ status }) => status !== 'delivered').length],
  ['jobs given up', givenUp.length],
  ['answers that no repeat would have helped', writers.final.length],
  ['processes that ended as they should not', ends.wrong.length],
];
const held = broken.every(([, times]) => times === 0) && writers.thoughts.length > 0;
const refused = [...writers.refusals].sort((a, b) => b[1] - a[1]);
const { killed, stopped } = ends;
const text = [
  '# Processes that are killed',
  '',
  `Written by \`pnpm kill ${seconds}\`: two web and two cron processes on one PostgreSQL. ${writerCount} writers capture thoughts and run`,
  'workflows that send a message to Slack (the simulator), each write with a key, repeated at the other web process until it is',
  'acknowledged. Meanwhile processes are ended at random and started again: three of four by `kill -9`, the others by SIGTERM.',
  '',
  '| | |',
  '|---|---:|',
  `| ran for | ${ranS.toFixed(0)} s |`,
  `| web processes killed / stopped | ${killed.web} / ${stopped.web} |`,
  `| cron processes killed / stopped | ${killed.cron} / ${stopped.cron} |`,
  `| acknowledged thoughts | ${writers.thoughts.length} |`,
  `| acknowledged runs | ${writers.runs.length} |`,
  `| of these by replay, their first answer lost | ${writers.replays()} |`,
  `| until the last job was done, after the load | ${doneS.toFixed(0)} s |`,
  ...broken.map(([what, times]) => `| ${what} | ${times} |`),
  '',
  '| answered otherwise | times |',
  '|---|---:|',
  ...refused.map(([reason, times]) => `| ${reason === 'no answer' ? reason : `\`${reason}\``} | ${times} |`),
  '',
  held ? 'Every promise held.' : '**A promise was broken.**',
  '',
].join('\n');
await writeFile(join(import.meta.dirname, '..', 'bench', 'kill-report.md'), text);
process.stdout.write(text);
process.exitCode = held ? 0 : 1;

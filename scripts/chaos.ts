/**
 * `pnpm chaos [seconds]`: Postgres is stopped and started every few seconds, orderly and by crash in turn, while
 * callers capture thoughts over HTTP. Writes bench/chaos-report.md; fails when a promise was broken.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase } from '@ballast/db';
import { type Stop, startFragileServer } from '@ballast/db/testing';
import { type Callers, startCallers } from './chaos/callers.ts';
import { judge, type Verdict } from './chaos/verdict.ts';

const seconds = Number(process.argv[2] ?? 120);
const callerCount = 12;
const budgetMs = 3_000;
const mostRecoveryMs = 2_000;

interface Outage {
  readonly how: Stop;
  readonly downMs: number;
  /** From the database's return to the next acknowledged write. */
  readonly recoveryMs: number;
}

function serverProcess(databaseUrl: string): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(join(import.meta.dirname, 'chaos', 'server.ts'), [databaseUrl]);
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve({ child, url: (message as { url: string }).url }));
    child.once('exit', (code) => reject(new Error(`The API process ended with ${code}.`)));
  });
}

await using server = await startFragileServer();
const database = createDatabase({ url: server.url });
const ownerId = 'ada';
await database.prisma.user.create({ data: { id: ownerId, name: 'Ada', email: 'ada@example.test' } });
const { child, url } = await serverProcess(server.url);
let crashes = 0;
child.on('exit', () => {
  crashes += 1;
});
const callers = startCallers({ url, ownerId, count: callerCount, budgetMs });
const outages: Outage[] = [];
const startedMs = performance.now();
while (performance.now() - startedMs < seconds * 1_000 && crashes === 0) {
  await sleep(1_500 + 3_000 * Math.random());
  const how: Stop = outages.length % 2 === 0 ? 'fast' : 'crash';
  const downFromMs = performance.now();
  await server.stop(how);
  await sleep(Math.random() * 1_000);
  await server.start();
  const backMs = performance.now();
  const atReturn = callers.acknowledged.length;
  while (callers.acknowledged.length === atReturn && performance.now() - backMs < 30_000 && crashes === 0) {
    await sleep(2);
  }
  outages.push({ how, downMs: backMs - downFromMs, recoveryMs: performance.now() - backMs });
}
if (crashes === 0) await callers.stop();
const ranMs = performance.now() - startedMs;
const verdict = await judge(database, callers.acknowledged);
const slowestRecoveryMs = Math.max(...outages.map(({ recoveryMs }) => recoveryMs));
const held =
  crashes + verdict.lost + verdict.doubled + verdict.unasked + verdict.withoutJob === 0 &&
  slowestRecoveryMs < mostRecoveryMs;
const text = report(verdict, callers);
await writeFile(join(import.meta.dirname, '..', 'bench', 'chaos-report.md'), text);
process.stdout.write(text);
child.disconnect();
await database.close();
process.exitCode = held ? 0 : 1;

function report(found: Verdict, { refusals, replays, slowestMs }: Callers): string {
  const recoveries = outages.map(({ recoveryMs }) => recoveryMs).sort((a, b) => a - b);
  const half = recoveries[Math.floor(recoveries.length / 2)] ?? 0;
  const stops = (how: Stop): number => outages.filter((outage) => outage.how === how).length;
  const refused = [...refusals]
    .sort((a, b) => b[1] - a[1])
    .map(([reason, count]) => `| \`${reason}\` | ${count} |`);
  return [
    '# A database that goes and comes back',
    '',
    `Written by \`pnpm chaos ${seconds}\`: ${callerCount} callers capture thoughts over HTTP from an API process of its own, each call`,
    `with an idempotency key and a budget of ${budgetMs} ms, repeated with its key until it is acknowledged. Meanwhile`,
    'PostgreSQL is stopped and started again every few seconds: by turns orderly, and by a crash that it has to recover from.',
    '',
    '| | |',
    '|---|---:|',
    `| ran for | ${(ranMs / 1_000).toFixed(0)} s |`,
    `| outages (orderly / crash) | ${stops('fast')} / ${stops('crash')} |`,
    `| time without a database | ${(outages.reduce((sum, { downMs }) => sum + downMs, 0) / 1_000).toFixed(1)} s |`,
    `| acknowledged thoughts | ${found.acknowledged} |`,
    `| of these by replay, their first answer lost | ${replays()} |`,
    `| lost | ${found.lost} |`,
    `| doubled | ${found.doubled} |`,
    `| stored without anybody being told | ${found.unasked} |`,
    `| without exactly one job | ${found.withoutJob} |`,
    `| crashes of the API process | ${crashes} |`,
    `| from the database's return to the next acknowledged write, median / longest | ${half.toFixed(0)} / ${slowestRecoveryMs.toFixed(0)} ms |`,
    `| longest wait for one answer | ${slowestMs().toFixed(0)} ms |`,
    '',
    '| refused with | times |',
    '|---|---:|',
    ...refused,
    '',
    held ? 'Every promise held.' : '**A promise was broken.**',
    '',
  ].join('\n');
}

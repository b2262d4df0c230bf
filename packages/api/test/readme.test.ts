import { readdir, readFile } from 'node:fs/promises';
import { createTestDatabase } from '@ballast/db/testing';
import {
  Deadline,
  isReliabilityError,
  ReliabilityError,
  reliabilityCodes,
  telemetryAttributes,
} from '@ballast/reliability';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { expect, test } from 'vitest';
import { describe as factsOf, ladderCodes, transportOfLadder } from '../src/ladder/errors.ts';
import { ladderMetrics } from '../src/ladder/measure.ts';

const root = new URL('../', import.meta.url);
const readme = await readFile(new URL('src/ladder/README.md', root), 'utf8');
const blocks = [...readme.matchAll(/<!-- (?<file>\S+) -->\n+```ts\n(?<code>[\s\S]*?)```/g)].map(
  ({ groups }) => [groups?.['file'] ?? '', groups?.['code'] ?? ''] as const,
);

test.each(blocks)('%s is what the README shows, and runs', async (file, code) => {
  const url = new URL(file, root);
  expect(code).toBe(await readFile(url, 'utf8'));
  await import(url.href);
});

test('it shows every example, and no code that is none', async () => {
  const files = await readdir(new URL('test/readme', root));
  expect(blocks.map(([file]) => file).sort()).toEqual(files.map((file) => `test/readme/${file}`).sort());
  expect(readme.match(/```ts/g)).toHaveLength(blocks.length);
});

test('I2 the services it puts on Postgres keep one effect a key', async () => {
  const { servicesOn } = await import('./readme/postgres.ts');
  await using db = await createTestDatabase();
  const { idempotency, transact } = servicesOn(db.database);
  const call = async () => {
    using deadline = Deadline.start(5_000);
    return idempotency.atomic(
      {
        ...{ scope: 'ann/order', key: 'k-1', fingerprint: 'ab'.repeat(32), windowMs: 60_000, deadline },
        transact: (body) => transact({ deadline, name: 'order' }, body),
      },
      async (tx) => (await tx.query<{ id: number }>('SELECT txid_current()::int AS id')).rows[0],
    );
  };
  const [first, second] = [await call(), await call()];
  expect([first.outcome, second.outcome]).toEqual(['fresh', 'replayed']);
  expect(second.text).toBe(first.text);
});

test('it has a row for every reason the ladder can give, with its status and whether to repeat', () => {
  const statusOf = (code: TRPCError['code']) => getHTTPStatusCodeFromError(new TRPCError({ code }));
  const own = ladderCodes.map((code) => `${code} ${statusOf(transportOfLadder[code])} no`);
  const theirs = Object.keys(reliabilityCodes).map((code) => {
    const error = new ReliabilityError(code as keyof typeof reliabilityCodes);
    expect(isReliabilityError(error)).toBe(true);
    const { reason, trpc, retryable } = factsOf(error, () => undefined);
    return `${reason} ${statusOf(trpc)} ${retryable ? 'yes' : 'no'}`;
  });
  const rows = [...readme.matchAll(/^\| `(\w+)` +\| (\d{3}) +\| (yes|no) /gm)];
  expect(rows.map(([, ...cells]) => cells.join(' ')).sort()).toEqual([...own, ...theirs].sort());
});

test('what it says of telemetry is there', () => {
  const names = new Set<string>([
    ...Object.values(telemetryAttributes),
    ...Object.values(ladderMetrics).map(({ name }) => name),
  ]);
  const cited = [...readme.matchAll(/`((?:ballast|rpc)\.[\w.]+)`/g)].map(([, name = '']) => name);
  expect(cited.length).toBeGreaterThan(8);
  expect(cited.filter((name) => !names.has(name))).toEqual([]);
});

const allowed = /^(@ballast\/reliability|@opentelemetry\/api|@trpc\/(server|client)|zod|node:)/;

/** Everything that an entry imports, by way of its own files. */
async function reachedFrom(entry: URL, seen = new Set<string>()): Promise<Set<string>> {
  if (seen.has(entry.href)) return seen;
  seen.add(entry.href);
  const source = await readFile(entry, 'utf8');
  for (const [, name = ''] of source.matchAll(/^(?:import|export)\b[^;]*? from '([^']+)';/gm)) {
    if (name.startsWith('.')) await reachedFrom(new URL(name, entry), seen);
    else seen.add(name);
  }
  return seen;
}

test.each(['index.ts', 'client/index.ts'])('%s needs no database and no vendor', async (entry) => {
  const reached = await reachedFrom(new URL(`src/ladder/${entry}`, root));
  const inside = new URL('src/ladder/', root).href;
  expect(reached.size).toBeGreaterThan(5);
  expect([...reached].filter((name) => !allowed.test(name) && !name.startsWith(inside))).toEqual([]);
});

import { createDatabase, type Database } from '@ballast/db';
import { Deadline, sleep } from '@ballast/reliability';

/** A table that nobody can write to. */
export interface Held {
  /** How many statements wait for it. */
  waiting(): Promise<number>;
  release(): Promise<void>;
}

/** Longer than any test holds a table, in ms. */
const mostMs = 60_000;

/** Lets everybody read a table and nobody write to it, so that all who are about to wait at the same place. */
export async function hold(
  cluster: { readonly database: Database; readonly env: Readonly<Record<string, string>> },
  table: string,
): Promise<Held> {
  const url = cluster.env['DATABASE_URL'] ?? '';
  const holder = createDatabase({ url, timeoutMs: mostMs });
  const held = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  const deadline = Deadline.start(mostMs);
  const work = holder.transaction({ deadline }, async (tx) => {
    await tx.query(`LOCK TABLE "${table}" IN SHARE ROW EXCLUSIVE MODE`);
    held.resolve();
    await over.promise;
  });
  await Promise.race([held.promise, work]);
  return {
    waiting: async () => {
      const { rows } = await cluster.database.pool.query<{ waiting: number }>(
        `SELECT count(*)::int AS waiting FROM pg_locks WHERE NOT granted AND relation = '"${table}"'::regclass`,
      );
      return rows[0]?.waiting ?? 0;
    },
    release: async () => {
      over.resolve();
      await work;
      deadline[Symbol.dispose]();
      await holder.close();
    },
  };
}

/**
 * Waits until something is so.
 * @throws Error naming it, when it has not come within `limitMs`
 */
export async function until(
  what: string,
  isSo: () => Promise<boolean> | boolean,
  limitMs = 90_000,
): Promise<void> {
  for (const startedMs = performance.now(); performance.now() - startedMs < limitMs; ) {
    if (await isSo()) return;
    await sleep(25);
  }
  throw new Error(`It did not come about that ${what}.`);
}

import type { Database } from '@ballast/db';
import type { Acknowledged } from './callers.ts';

export interface Verdict {
  readonly acknowledged: number;
  /** Acknowledged thoughts that are not in the database under the id that was answered. */
  readonly lost: number;
  /** Thoughts that are there more than once. */
  readonly doubled: number;
  /** Thoughts that nobody was told of; every call was repeated until it was acknowledged, so there should be none. */
  readonly unasked: number;
  /** Thoughts without exactly one classification job. */
  readonly withoutJob: number;
}

/** Compares what the callers were told with what the database holds. */
export async function judge(database: Database, told: readonly Acknowledged[]): Promise<Verdict> {
  const { rows: entries } = await database.pool.query<{ id: string; text: string; jobs: number }>(
    `SELECT id::text, text, (SELECT count(*)::int FROM graphile_worker.jobs WHERE key = 'classify:' || "InboxEntry".id) AS jobs
     FROM "InboxEntry"`,
  );
  const byId = new Map(entries.map((entry) => [entry.id, entry.text]));
  const texts = entries.map(({ text }) => text);
  const keys = new Set(told.map(({ key }) => key));
  return {
    acknowledged: told.length,
    lost: told.filter(({ key, entryId }) => byId.get(entryId) !== key).length,
    doubled: texts.length - new Set(texts).size,
    unasked: texts.filter((text) => !keys.has(text)).length,
    withoutJob: entries.filter(({ jobs }) => jobs !== 1).length,
  };
}

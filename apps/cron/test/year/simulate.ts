import { createInProcessClient, tasksOf } from '@ballast/api/jobs';
import { startTestApi, type TestApi } from '@ballast/api/testing';
import { systemRuntime } from '@ballast/reliability';
import type { ParsedCronItem } from 'graphile-worker';
import { scheduleOf } from '../../src/schedule.ts';
import { dayOwed, weekOwed } from './expected.ts';
import { type Resident, residents, timezoneAt } from './owners.ts';

/** A stretch of simulated time, and when nothing ran in it. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
}

/** What came of it. */
export interface Year {
  readonly ticks: number;
  readonly doubled: number;
  readonly interrupted: number;
  readonly downtimes: number;
  readonly longestDownHours: number;
  /** `owner kind period` of the digests that are there, in order; a doubled one stands here twice. */
  readonly made: readonly string[];
  /** The same of those that were owed at a tick that ran, by a calendar of its own. */
  readonly owed: readonly string[];
  /** Digests that a run claims to have created. */
  readonly claimed: number;
}

const minuteMs = 60_000;
const tasks = { 'daily-digest': 'daily', 'weekly-review': 'weekly' } as const;
/** The cron expressions of the two ticks, as an operator sets them. */
export type Ticks = Parameters<typeof scheduleOf>[0];
const hourly: Ticks = { DAILY_DIGEST_CRON: '0 * * * *', WEEKLY_REVIEW_CRON: '0 * * * *' };

/** A reproducible number 0..1 for the n-th question. */
const chance = (n: number): number => Math.abs(Math.sin(n * 12.9898) * 43_758.5453) % 1;

function isDue({ match }: ParsedCronItem, atMs: number): boolean {
  const at = new Date(atMs);
  return match({
    ...{ min: at.getUTCMinutes(), hour: at.getUTCHours() },
    ...{ date: at.getUTCDate(), month: at.getUTCMonth() + 1, dow: at.getUTCDay() },
  });
}

/** The instants at which each task runs, as the job runner would have it: on time, or once after a downtime. */
function* runs(
  stretches: readonly Stretch[],
  ticks: Ticks,
  year: { downtimes: number; longestDownHours: number },
) {
  const schedule = scheduleOf(ticks).filter(({ task }) => task in tasks);
  let asked = 0;
  for (const { from, to } of stretches) {
    const endMs = Date.parse(to);
    let downUntilMs = 0;
    let missed = new Map<ParsedCronItem, number>();
    for (let atMs = Date.parse(from); atMs < endMs; atMs += minuteMs) {
      if (atMs === downUntilMs) {
        // Missed ticks share one key, so each task is caught up on once, by its last tick.
        for (const [item, tickMs] of missed) {
          if (atMs - tickMs <= item.options.backfillPeriod) yield { task: item.task, tickMs, atMs };
        }
        missed = new Map();
      }
      for (const item of schedule) {
        if (!isDue(item, atMs)) continue;
        if (atMs < downUntilMs) missed.set(item, atMs);
        else yield { task: item.task, tickMs: atMs, atMs };
      }
      if (atMs < downUntilMs || new Date(atMs).getUTCMinutes() !== 30) continue;
      asked += 1;
      if (chance(asked) >= 0.012) continue;
      // Mostly less than a day; now and then days, after which nobody is owed what was missed.
      const hours = chance(asked + 0.3) < 0.05 ? 80 : 1 + 21 * chance(asked + 0.5);
      downUntilMs = atMs + Math.round(hours * 60) * minuteMs;
      year.downtimes += 1;
      year.longestDownHours = Math.max(year.longestDownHours, hours);
    }
  }
}

/** Everybody moves in before the first tick, with something to tell of now and then. */
async function moveIn(api: TestApi, firstMs: number, lastMs: number): Promise<Map<string, Resident>> {
  const people = new Map<string, Resident>();
  for (const resident of residents) {
    people.set(await api.addOwner({ timezone: timezoneAt(resident, firstMs) }), resident);
  }
  await api.database.pool.query('UPDATE "User" SET "createdAt" = $1::timestamptz - interval \'30 days\'', [
    new Date(firstMs),
  ]);
  await api.database.pool.query(
    `INSERT INTO "InboxEntry" (id, "ownerId", text, "createdAt", "updatedAt")
     SELECT gen_random_uuid(), u.id, 'call the bank', at, at
     FROM "User" AS u, generate_series($1::timestamptz, $2::timestamptz, interval '53 hours') AS at`,
    [new Date(firstMs), new Date(lastMs)],
  );
  return people;
}

/**
 * Lives through stretches of time on the real services and the real schedule, with a clock that is set by hand: ticks,
 * downtimes with their catching up, two schedulers that tick at once, ticks that are interrupted and run again.
 */
export async function simulate(stretches: readonly Stretch[], ticks = hourly): Promise<Year> {
  const [first, last] = [Date.parse(stretches[0]?.from ?? ''), Date.parse(stretches.at(-1)?.to ?? '')];
  let nowMs = first;
  await using api = await startTestApi({ runtime: { ...systemRuntime, now: () => nowMs } });
  const people = await moveIn(api, first, last);
  const home = new Map([...people].map(([id, resident]) => [id, timezoneAt(resident, first)]));
  const calls = tasksOf(createInProcessClient(api.api), () => new Date(nowMs));
  const run = async (task: string, ts: string, abortSignal?: AbortSignal): Promise<number> => {
    const job = { id: ts, task_identifier: task, attempts: 1, max_attempts: 25, run_at: new Date(nowMs) };
    const helpers = { job, abortSignal, query: async () => ({ rowCount: 0 }) };
    const report = (await calls[task]?.({ _cron: { ts } }, helpers)) as { created: number; failed: number };
    if (report.failed > 0) throw new Error('A digest failed.');
    return report.created;
  };
  const count = { ticks: 0, doubled: 0, interrupted: 0, claimed: 0, downtimes: 0, longestDownHours: 0 };
  const owed = new Set<string>();
  for (const { task, tickMs, atMs } of runs(stretches, ticks, count)) {
    nowMs = atMs;
    for (const [id, resident] of people) {
      const timezone = timezoneAt(resident, atMs);
      if (timezone === home.get(id)) continue;
      home.set(id, timezone);
      await api.mutate('account.update', { timezone }, { owner: id });
    }
    const kind = tasks[task as keyof typeof tasks];
    for (const [id, timezone] of home) {
      owed.add(`${id} ${kind} ${kind === 'daily' ? dayOwed(atMs, timezone) : weekOwed(atMs, timezone)}`);
    }
    count.ticks += 1;
    const ts = new Date(tickMs).toISOString();
    const luck = chance(count.ticks + 0.7);
    if (luck < 0.05) {
      count.doubled += 1;
      const both = await Promise.all([run(task, ts), run(task, `${ts} of another scheduler`)]);
      count.claimed += both[0] + both[1];
      continue;
    }
    if (luck < 0.1) {
      count.interrupted += 1;
      const stop = new AbortController();
      const interrupted = run(task, ts, stop.signal).then(
        () => {},
        () => {},
      );
      setImmediate(() => stop.abort());
      await interrupted;
    }
    count.claimed += await run(task, ts);
  }
  const { rows } = await api.database.pool.query<{ key: string }>(
    `SELECT concat_ws(' ', "ownerId", kind, "periodKey") AS key FROM "Digest"`,
  );
  return { ...count, made: rows.map(({ key }) => key).sort(), owed: [...owed].sort() };
}

/** Arrivals that don't wait for answers: at half of what ten connections can do, and at twice as much. */
import { type Database, newId, toDatabaseError } from '@ballast/db';
import { createTestDatabase } from '@ballast/db/testing';
import { Deadline, isReliabilityError } from '@ballast/reliability';
import type { Bench, BenchResult } from './harness/bench.ts';
import { type Arrivals, arriveOpenly } from './harness/open-loop.ts';
import { median, percentile, throughput } from './harness/statistics.ts';

const budgetMs = 1_000;
const repetitions = 5;
const halfMs = 6_000;
const overloadMs = 60_000;

/** As a capture is: a row and a job in one transaction, which the server needs a moment for. */
function captureAs(database: Database, ownerId: string): () => Promise<void> {
  const insert = 'INSERT INTO "InboxEntry" (id, "ownerId", text, "updatedAt") VALUES ($1, $2, $3, now())';
  return async () => {
    using deadline = Deadline.start(budgetMs);
    await database.transaction({ deadline }, async (tx) => {
      await tx.query(insert, [newId(), ownerId, 'a thought']);
      // Stands for the way to a database on another machine, and keeps this process from being the bottleneck.
      await tx.query('SELECT pg_sleep(0.02)');
      await tx.query(`SELECT graphile_worker.add_job('classify', '{}'::json)`);
    });
  };
}

function kindOf(error: unknown): string {
  const failure = toDatabaseError(error);
  if (isReliabilityError(failure)) return failure.code;
  return typeof failure === 'object' && failure !== null && 'code' in failure
    ? String(failure.code)
    : 'other';
}

interface Half {
  readonly utilisation: number;
  readonly p50: number;
  readonly p99: number;
}

function halfOf({ latenciesMs, utilisations }: Arrivals): Half {
  const utilisation = utilisations.reduce((sum, value) => sum + value, 0) / utilisations.length;
  return { utilisation, p50: percentile(latenciesMs, 0.5), p99: percentile(latenciesMs, 0.99) };
}

async function measure(database: Database, capture: () => Promise<void>): Promise<BenchResult> {
  const utilisation = (): number => database.gauges().utilisation;
  const run = (perSecond: number, durationMs: number) =>
    arriveOpenly({ call: capture, perSecond, durationMs, sample: utilisation, kindOf });
  const closed = { callers: 10, durationMs: 3_000 };
  await throughput(capture, closed);
  const maxima: number[] = [];
  const halves: Half[] = [];
  for (let round = 0; round < repetitions; round += 1) {
    maxima.push(await throughput(capture, closed));
    halves.push(halfOf(await run(median(maxima) / 2, halfMs)));
  }
  const timeouts = database.gauges().timeouts;
  const most = median(maxima);
  const over = await run(most * 2, overloadMs);
  // What was let in before the end is answered within its budget: after five seconds nothing of it is left.
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const after = halfOf(await run(most / 2, halfMs));

  const goodput = (over.latenciesMs.length * 1_000) / overloadMs;
  const slowest = percentile(over.latenciesMs, 1);
  const half = (pick: (half: Half) => number): number => median(halves.map(pick));
  const ratio = half(({ p99 }) => p99) / half(({ p50 }) => p50);
  const normal = percentile(
    halves.map(({ p99 }) => p99),
    1,
  );
  return {
    method: `A row and a job in one transaction that holds its connection for some 20 ms, budget ${budgetMs} ms, pool of 10. The maximum is what 10 callers reach that call again when answered; arrivals come at fixed times whether or not there are answers, and latency counts from when a call was due. Half the maximum: ${repetitions} × ${halfMs / 1_000} s. Twice the maximum: ${overloadMs / 1_000} s.`,
    measures: [
      { what: 'maximum', unit: '/s', samples: maxima },
      {
        what: 'at half: time-averaged utilisation',
        unit: '%',
        samples: halves.map((h) => h.utilisation * 100),
      },
      { what: 'at half: p50', unit: 'ms', samples: halves.map(({ p50 }) => p50) },
      { what: 'at half: p99', unit: 'ms', samples: halves.map(({ p99 }) => p99) },
      { what: 'at twice: goodput', unit: '/s', samples: [goodput] },
      {
        what: 'at twice: p50 of what was accepted',
        unit: 'ms',
        samples: [percentile(over.latenciesMs, 0.5)],
      },
      {
        what: 'at twice: p99 of what was accepted',
        unit: 'ms',
        samples: [percentile(over.latenciesMs, 0.99)],
      },
      {
        what: 'at twice: time to a refusal, p99',
        unit: 'ms',
        samples: [percentile(over.refusedAfterMs, 0.99)],
      },
      { what: '5 s later, at half: p99', unit: 'ms', samples: [after.p99] },
    ],
    targets: [
      target('at half the maximum, utilisation < 80 %', half((h) => h.utilisation) * 100, '%', (v) => v < 80),
      target('at half the maximum, no acquire timeout', timeouts, '', (v) => v === 0),
      target('at half the maximum, p99 ≤ 5 × p50', ratio, '×', (v) => v <= 5),
      target('at twice the maximum, goodput ≥ 80 % of it', (goodput / most) * 100, '%', (v) => v >= 80),
      target(
        `at twice the maximum, what is accepted ends within ${budgetMs} ms (+ 250)`,
        slowest,
        'ms',
        (v) => v <= budgetMs + 250,
      ),
      target(
        '5 s after the overload, p99 is at most the worst p99 of before × 1.5',
        after.p99,
        'ms',
        (v) => v <= normal * 1.5,
      ),
    ],
    remarks: [
      `Refused at twice the maximum: ${[...over.refused].map(([kind, count]) => `${count} × \`${kind}\``).join(', ') || 'none'}.`,
    ],
  };
}

function target(promise: string, value: number, unit: string, met: (value: number) => boolean) {
  return { promise, measured: `${value.toFixed(1)}${unit === '' ? '' : ` ${unit}`}`, met: met(value) };
}

export const bench: Bench = {
  name: 'load',
  run: async () => {
    await using db = await createTestDatabase();
    const ownerId = newId();
    const person = { id: ownerId, name: 'Bench', email: 'bench@example.test' };
    await db.database.prisma.user.create({ data: person });
    return await measure(db.database, captureAs(db.database, ownerId));
  },
};

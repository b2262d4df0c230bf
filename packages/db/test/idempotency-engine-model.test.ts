import type { IdempotencyPoint } from '@ballast/reliability';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../src/testing.ts';
import { inputs } from './idempotency-actions.ts';
import { createEffects } from './idempotency-backends.ts';
import {
  anyEngineAction,
  type Call,
  callTo,
  keysOf,
  type Mode,
  modes,
  pointsOf,
  thenMs,
} from './idempotency-engine-actions.ts';
import { EnginesInStep } from './idempotency-engines-in-step.ts';
import { pausing } from './idempotency-process.ts';
import { createClock } from './idempotency-stores-in-step.ts';

/** Fewer walks than these would not surely meet everything. */
const fewestRuns = 50;
const runs = Math.max(fewestRuns, Number(process.env['BALLAST_MODEL_RUNS'] ?? 100));
const everyPoint = modes.flatMap((mode) => pointsOf[mode].map((point) => ({ mode, point })));
let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await createClock(db.database);
  await createEffects(db.database);
});

afterAll(async () => {
  await db[Symbol.asyncDispose]();
});

async function inStep(walk: (engines: EnginesInStep) => Promise<void>): Promise<EnginesInStep> {
  const engines = await EnginesInStep.start(db.database);
  try {
    await walk(engines);
    await engines.compareAll();
  } finally {
    await engines.close();
  }
  return engines;
}

test('I2 I3 engines on Postgres do as those on memory do, in any order of calls, clock steps and crashes at every point', async () => {
  const seen = new Set<string>();
  const crashed = new Set<string>();
  for (const { mode, point } of everyPoint) {
    // The first crash comes on an empty store, where nothing keeps the call from getting that far.
    const first = fc.tuple(callTo(mode, point), thenMs);
    const others = fc.noBias(fc.array(anyEngineAction, { minLength: 1, maxLength: 45 }));
    const property = fc.asyncProperty(first, others, async ([call, ms], actions) => {
      const engines = await inStep(async (it) => {
        await it.act({ type: 'crashAt', worker: 0, to: { call, stopAt: point }, thenMs: ms });
        for (const action of actions) await it.act(action);
      });
      for (const kind of engines.seen) seen.add(kind);
      for (const where of engines.crashed) crashed.add(where);
    });
    await fc.assert(property, { numRuns: Math.ceil(runs / everyPoint.length) });
  }
  expect([...crashed]).toEqual(
    expect.arrayContaining(everyPoint.map(({ mode, point }) => `${mode} ${point}`)),
  );
  const kinds = ['run', 'replay', 'in_progress', 'key_reused'];
  const everything = kinds.flatMap((kind) => [`claimInTransaction ${kind}`, `claimLease ${kind}`]);
  expect([...seen]).toEqual(expect.arrayContaining([...everything, 'claimLease takeover']));
}, 120_000);

const [input = '', otherInput = ''] = inputs;

function callOf(mode: Mode, more: Partial<Call> = {}): Call {
  const [key] = keysOf[mode];
  const times = { windowMs: 60_000, maxLeaseMs: 1_000 };
  return {
    mode,
    key,
    input,
    ...times,
    patient: false,
    deeds: ['in transaction', 'one'],
    end: 'answer',
    ...more,
  };
}

/** How a repeat ends after a crash at a point, and which of the two calls its one effect is of. */
function afterCrash(mode: Mode, point: IdempotencyPoint): readonly [outcome: string, effectOf: string] {
  if (point === 'after-commit') return ['replayed', 'call 0'];
  if (mode === 'atomic' || point === 'before-claim') return ['fresh', 'call 1'];
  // The step's transaction, which is the first thing the work does, was not committed yet.
  const beforeEffect = pointsOf.leased.indexOf(point) <= pointsOf.leased.indexOf('after-step');
  return ['taken_over', beforeEffect ? 'call 1' : 'call 0'];
}

test.each(everyPoint)(
  'I2 after a crash of $mode work at $point a repeat has the effect once',
  async ({ mode, point }) => {
    const [outcome, name] = afterCrash(mode, point);
    await inStep(async (engines) => {
      const end = point === 'before-release' ? 'throw' : 'answer';
      expect(await engines.begin(0, callOf(mode, { end }), point)).toEqual({ at: point });
      await engines.crash(0);
      await engines.stepClock(1_200);
      expect(await engines.begin(1, callOf(mode))).toMatchObject({ ended: { outcome } });
      expect(await engines.begin(2, callOf(mode))).toMatchObject({ ended: { outcome: 'replayed' } });
      expect(await engines.effects()).toMatchObject([{ name }]);
    });
  },
);

describe.each(modes)('while %s work stands', (mode) => {
  test('others with its input give up or wait for its answer', async () => {
    await inStep(async (engines) => {
      await engines.begin(0, callOf(mode), 'after-effect');
      const busy = { ended: { error: 'idempotency_in_progress' } };
      expect(await engines.begin(1, callOf(mode))).toMatchObject(busy);
      expect(await engines.begin(1, callOf(mode, { patient: true }))).toEqual({ at: pausing });
      expect(await engines.goOn(1)).toEqual({ at: pausing });
      expect(await engines.goOn(0)).toMatchObject({ ended: { outcome: 'fresh' } });
      expect(await engines.goOn(1)).toMatchObject({ ended: { outcome: 'waited' } });
    });
  });

  test('others with another input are refused as soon as its claim is committed', async () => {
    await inStep(async (engines) => {
      await engines.begin(0, callOf(mode), 'after-effect');
      const other = callOf(mode, { input: otherInput });
      const refused = { ended: { error: 'idempotency_key_reused' } };
      const unseen = { ended: { error: 'idempotency_in_progress' } };
      expect(await engines.begin(1, other)).toMatchObject(mode === 'atomic' ? unseen : refused);
      await engines.goOn(0);
      expect(await engines.begin(1, other)).toMatchObject(refused);
    });
  });
});

test('I2 a holder that comes back after it was taken over is told so, and changes nothing', async () => {
  await inStep(async (engines) => {
    await engines.begin(0, callOf('leased'), 'after-effect');
    await engines.stepClock(1_200);
    const taken = { ended: { outcome: 'taken_over', value: { name: 'call 1' } } };
    expect(await engines.begin(1, callOf('leased'))).toMatchObject(taken);
    expect(await engines.goOn(0)).toMatchObject({ ended: { error: 'idempotency_lease_lost' } });
    const replayed = { ended: { outcome: 'replayed', value: { name: 'call 1' } } };
    expect(await engines.begin(2, callOf('leased'))).toMatchObject(replayed);
    expect(await engines.effects()).toMatchObject([{ name: 'call 0' }]);
  });
});

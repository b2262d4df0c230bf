import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attemptsWhileItLasts, type Expected, faults, type MatrixFault } from './faults.ts';
import type { MatrixOperation } from './operation.ts';
import { operations } from './operations.ts';
import { endOf, type Ran, runCell } from './run.ts';
import { type Measured, matrixTable } from './table.ts';
import { createWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const measured = new Map<string, Measured>();
const keyOf = (operation: string, fault: string) => `${operation} × ${fault}`;
const nameOf = ({ vendor, name }: MatrixOperation) => `${vendor} ${name}`;

/** What a failed call must look like, whatever failed it. */
function checkLasting(operation: MatrixOperation, fault: MatrixFault, ran: Ran): void {
  const expected = fault.expected(operation);
  const ends = expected.lasting?.ends ?? expected.ends;
  const where = keyOf(nameOf(operation), fault.name);
  expect(endOf(ran), where).toBe(ends === 'answer' ? 'ok' : ends);
  if (expected.lasting === undefined && expected.outcome !== undefined) {
    expect(ran.error, where).toMatchObject({ outcome: expected.outcome });
  }
  expect(ran.requests.length, where).toBe(attemptsWhileItLasts(operation, expected));
  // A token is renewed at once; every other repeat waits.
  if (expected.ends !== 'mended') expect(ran.waits.length, where).toBe(ran.requests.length - 1);
  checkWaits(expected, ran, where);
  if (expected.retryAfterMs !== undefined) {
    expect(ran.error, where).toMatchObject({ retryAfterMs: expected.retryAfterMs, retryable: true });
  }
}

/** Ceilings of 1, 2, 4 s (twice that when limited), the upper half of each; never sooner than asked, never over 10 s. */
function checkWaits({ ends, leastWaitMs = 0 }: Expected, { waits }: Ran, where: string): void {
  const firstMs = ends === 'dependency_rate_limited' ? 2_000 : 1_000;
  for (const [index, waitMs] of waits.entries()) {
    const ceilingMs = Math.min(10_000, firstMs * 2 ** index);
    expect(waitMs, where).toBeGreaterThanOrEqual(Math.max(ceilingMs / 2, leastWaitMs));
    expect(waitMs, where).toBeLessThanOrEqual(Math.max(ceilingMs, 8_000));
  }
}

/** A fault that is met once is mended wherever a repeat is allowed at all. */
function checkOnce(operation: MatrixOperation, fault: MatrixFault, ran: Ran): void {
  const expected = fault.expected(operation);
  const where = `${keyOf(nameOf(operation), fault.name)}, once`;
  const repeats = attemptsWhileItLasts(operation, expected) > 1;
  if (repeats) expect([endOf(ran), ran.requests.length], where).toEqual(['ok', 2]);
  else if (expected.ends !== 'answer') expect(endOf(ran), where).toBe(expected.ends);
}

/** I2, I6: what must not be there twice never is; what was surely refused is not there at all. */
function checkEffects(operation: MatrixOperation, ran: Ran, where: string): void {
  if (operation.effect === 'none') expect(ran.effects, where).toBe(0);
  if (operation.effect === 'made') expect(ran.effects, where).toBeLessThanOrEqual(1);
  const { outcome } = { ...(ran.error as { readonly outcome?: string } | undefined) };
  if (outcome === 'rejected' || outcome === 'not_sent') expect(ran.effects, where).toBe(0);
  // The SDKs number their own repeats: none of ours is one of theirs.
  expect(
    ran.requests.every(({ sdkRetry }) => sdkRetry === null || sdkRetry === 0),
    where,
  ).toBe(true);
}

describe.each(operations.map((operation) => [nameOf(operation), operation] as const))(
  '%s',
  (name, operation) => {
    test('I2 I6 I7 I11 attempts, waits, outcomes and effects under every fault', {
      timeout: 60_000,
    }, async () => {
      for (const fault of faults) {
        const once = await runCell(world, operation, fault, false);
        const lasting = await runCell(world, operation, fault, true);
        if (once === undefined || lasting === undefined) continue;
        checkOnce(operation, fault, once);
        checkLasting(operation, fault, lasting);
        for (const ran of [once, lasting]) {
          checkEffects(operation, ran, keyOf(name, fault.name));
          expect(ran.told, keyOf(name, fault.name)).toContain(`${operation.name} attempt`);
          expect(ran.told, keyOf(name, fault.name)).not.toMatch(/secret/);
        }
        measured.set(keyOf(name, fault.name), { once, lasting });
      }
      expect(measured.size).toBeGreaterThan(20);
    });
  },
);

test('the table in the docs is what was measured', async () => {
  const vendors = [...new Set(operations.map(({ vendor }) => vendor))].map((vendor) => ({
    name: vendor,
    operations: operations.filter((one) => one.vendor === vendor).map(({ name }) => name),
  }));
  const table = matrixTable(
    vendors,
    faults.map(({ name }) => name),
    (operation, fault) => measured.get(keyOf(operation, fault)),
  );
  await expect(table).toMatchFileSnapshot('../../../../docs/fault-matrix.md');
});

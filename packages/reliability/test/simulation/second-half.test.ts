import { expect, it } from 'vitest';
import { simulate } from './simulate.ts';

const [schedules, seed] = [50_000, 50_001];

// In two files, so that both cores have one. A seed that fails here fails alone as well:
// pnpm --filter @ballast/reliability simulate --schedules 1 --seed N
it(`I2 I3 idempotency holds in ${schedules} schedules of callers, crashes, lost messages and clock steps from ${seed}`, async () => {
  expect(await simulate({ schedules, seed })).toEqual({ schedules, violation: undefined });
}, 240_000);

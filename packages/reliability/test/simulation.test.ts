import { describe, expect, it } from 'vitest';
import {
  checkThenAct,
  effectAndAnswerApart,
  forgetsSteps,
  insertionOrderFingerprint,
  neverLetsGo,
  unfenced,
} from './known-bad/idempotency.ts';
import { type Implementation, ours } from './simulation/schedule.ts';
import { simulate } from './simulation/simulate.ts';

// The hundred thousand schedules that ours has to pass are in simulation/first-half.test.ts and its sibling.
describe('a simulated schedule', () => {
  it('does the same for the same seed, alone or among others', async () => {
    const bad: Implementation = { ...ours, engine: checkThenAct };
    const { violation } = await simulate({ schedules: 5_000, implementation: bad });
    expect(violation).toBeDefined();
    const alone = await simulate({ schedules: 1, seed: violation?.seed ?? 0, implementation: bad });
    expect(alone.violation).toEqual(violation);
  });
});

describe('known-bad idempotency is caught by the same schedules', () => {
  const bad: [string, Partial<Implementation>, RegExp][] = [
    ['check, then act', { engine: checkThenAct }, /two effects|without its effect/],
    ['effect and answer in two transactions', { engine: effectAndAnswerApart }, /two effects|no run gave/],
    [
      'completion that is not fenced',
      { store: unfenced },
      /two answers|another input's answer|other bytes|remembered/,
    ],
    ['a lease that outlives a crash', { store: neverLetsGo }, /never got its answer/],
    ['steps that are forgotten', { store: forgetsSteps }, /again after it was remembered/],
    ['a fingerprint in insertion order', { fingerprint: insertionOrderFingerprint }, /there is none/],
  ];

  it.each(bad)(
    '%s',
    async (_, part, accusation) => {
      const { violation } = await simulate({ schedules: 50_000, implementation: { ...ours, ...part } });
      expect(violation?.what).toMatch(accusation);
    },
    60_000,
  );
});

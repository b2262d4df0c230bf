import { describe, expect, it } from 'vitest';
import { decide, decideWhileHeld, type IdempotencyRecord } from '../../src/index.ts';

const steps = new Map([['one', '1']]);
const mine = { fingerprint: 'mine' };
const other = { fingerprint: 'other' };

function record(part: Partial<IdempotencyRecord>): IdempotencyRecord {
  return {
    fingerprint: 'mine',
    state: 'running',
    leaseExpiresAtMs: undefined,
    steps,
    answer: undefined,
    expiresAtMs: 100,
    ...part,
  };
}

const afresh = { kind: 'run', steps: new Map() };
const completed = record({ state: 'completed', answer: '"done"', steps: new Map() });
const live = record({ leaseExpiresAtMs: 50 });
const outlivingItsWindow = record({ leaseExpiresAtMs: 150 });
const released = record({});

// Each row of the state machine, at the last ms of a state and the first of the next.
describe('decide', () => {
  it.each([
    ['no record', undefined, 0, afresh, afresh],
    ['an answer in its window', completed, 99, { kind: 'replay', answer: '"done"' }, { kind: 'key_reused' }],
    ['an answer past its window', completed, 100, afresh, afresh],
    ['a live lease', live, 49, { kind: 'in_progress', leaseMs: 1 }, { kind: 'key_reused' }],
    ['a lease that ran out', live, 50, { kind: 'takeover', steps }, { kind: 'key_reused' }],
    [
      'a lease that ran out, at the end of the window',
      live,
      99,
      { kind: 'takeover', steps },
      { kind: 'key_reused' },
    ],
    ['a lease that ran out, past the window', live, 100, afresh, afresh],
    [
      'a live lease past the window',
      outlivingItsWindow,
      149,
      { kind: 'in_progress', leaseMs: 1 },
      { kind: 'key_reused' },
    ],
    ['a lease and a window that ran out', outlivingItsWindow, 150, afresh, afresh],
    ['a key given back', released, 99, { kind: 'run', steps }, afresh],
    ['a key given back, past the window', released, 100, afresh, afresh],
  ])('%s', (_, found, nowMs, forMe, forOther) => {
    expect(decide(found, mine, nowMs)).toEqual(forMe);
    expect(decide(found, other, nowMs)).toEqual(forOther);
  });
});

describe('decideWhileHeld', () => {
  it('tells what was there before, and never gives the key away', () => {
    const held = { kind: 'in_progress', leaseMs: undefined };
    expect(decideWhileHeld(undefined, mine, 0)).toEqual(held);
    expect(decideWhileHeld(released, mine, 0)).toEqual(held);
    expect(decideWhileHeld(live, mine, 60)).toEqual(held);
    expect(decideWhileHeld(completed, mine, 99)).toEqual({ kind: 'replay', answer: '"done"' });
    expect(decideWhileHeld(completed, other, 99)).toEqual({ kind: 'key_reused' });
    expect(decideWhileHeld(completed, mine, 100)).toEqual(held);
  });
});

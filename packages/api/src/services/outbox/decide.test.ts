import { ReliabilityError } from '@ballast/reliability';
import { describe, expect, test } from 'vitest';
import { type DeliveryFailure, readDeliveryFailure } from '../../outlet.ts';
import { maxAgeMs, maxAttempts, settlementOf } from './decide.ts';

const facts = { vendor: 'slack', attempts: 1, uncertain: false, ageMs: 0 };
const failure = (more: Partial<DeliveryFailure>): DeliveryFailure => ({
  outcome: 'not_sent',
  retryable: true,
  retryAfterMs: undefined,
  code: undefined,
  ...more,
});

describe('what becomes of a message', () => {
  test.each([
    ['not sent', facts, failure({}), 'pending'],
    ['refused', facts, failure({ outcome: 'rejected', retryable: false }), 'failed'],
    ['the last attempt', { ...facts, attempts: maxAttempts }, failure({}), 'failed'],
    [
      'told to wait at the last attempt',
      { ...facts, attempts: maxAttempts },
      failure({ retryAfterMs: 1 }),
      'pending',
    ],
    ['too old', { ...facts, ageMs: maxAgeMs + 1 }, failure({ retryAfterMs: 1 }), 'failed'],
    ['a first doubt', facts, failure({ outcome: 'unknown', retryable: false }), 'pending'],
    [
      'a doubt that can’t be settled',
      { ...facts, uncertain: true },
      failure({ outcome: 'unknown', retryable: false }),
      'unknown',
    ],
    [
      'refused after a doubt',
      { ...facts, uncertain: true },
      failure({ outcome: 'rejected', retryable: false }),
      'unknown',
    ],
    [
      'the last attempt after a doubt',
      { ...facts, attempts: maxAttempts, uncertain: true },
      failure({}),
      'unknown',
    ],
  ] as const)('%s', (_name, given, why, status) => {
    expect(settlementOf(given, why, 0).status).toBe(status);
  });

  test('I7 once in doubt, always in doubt: only a look settles it', () => {
    const settled = settlementOf({ ...facts, uncertain: true }, failure({ outcome: 'not_sent' }), 0);
    expect(settled).toMatchObject({ status: 'pending', uncertain: true });
  });

  test('waits double up to an hour; what the vendor asked for is a floor', () => {
    const waits = Array.from({ length: 9 }, (_, n) => {
      const settled = settlementOf({ ...facts, attempts: n + 1 }, failure({}), 0);
      return 'delayMs' in settled ? settled.delayMs : undefined;
    });
    expect(waits).toEqual([2_500, 5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 320_000, 640_000]);
    expect(settlementOf(facts, failure({ retryAfterMs: 60_000 }), 0)).toMatchObject({
      delayMs: 60_000,
      counted: false,
    });
    expect(settlementOf(facts, failure({ retryAfterMs: 1 }), 0)).toMatchObject({ delayMs: 2_500 });
    // Many are told the same: they come back spread out.
    expect(settlementOf(facts, failure({ retryAfterMs: 60_000 }), 0.5)).toMatchObject({ delayMs: 90_000 });
  });
});

describe('what an outlet threw', () => {
  test.each([
    ['anything unexplained', new Error('secret'), { outcome: 'unknown', retryable: true, code: undefined }],
    [
      'our breaker',
      new ReliabilityError('circuit_open', { retryAfterMs: 5 }),
      { outcome: 'not_sent', retryable: true },
    ],
    ['our deadline', new ReliabilityError('deadline_exceeded'), { outcome: 'unknown', retryable: true }],
    [
      'an explained one',
      { outcome: 'rejected', retryable: false, code: 'dependency_refused', vendorCode: 'is_archived' },
      { outcome: 'rejected', retryable: false, code: 'is_archived' },
    ],
    ['a sentence for a code', { outcome: 'rejected', code: 'No such channel: #secret' }, { code: undefined }],
    ['nothing at all', undefined, { outcome: 'unknown' }],
  ])('%s', (_name, error, expected) => {
    expect(readDeliveryFailure(error)).toMatchObject(expected);
  });
});

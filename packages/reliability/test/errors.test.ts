import { describe, expect, it } from 'vitest';
import {
  isReliabilityError,
  type ReliabilityCode,
  ReliabilityError,
  reliabilityCodes,
} from '../src/index.ts';

const codes = Object.keys(reliabilityCodes) as ReliabilityCode[];

describe('ReliabilityError', () => {
  it.each(codes)('%s says the same sentence every time, whatever caused it', (code) => {
    const secret = 'I hate my boss';
    const error = new ReliabilityError(code, { cause: new Error(secret) });
    expect(error.message).toBe(reliabilityCodes[code].message);
    expect(error.message).not.toBe('');
    expect(error.retryable).toBe(reliabilityCodes[code].retryable);
    expect(JSON.stringify(error)).not.toContain(secret);
    expect(JSON.stringify({ error: { ...error } })).not.toContain(secret);
    expect(String(error)).toBe(`ReliabilityError: ${error.message}`);
  });

  it('names what a later repeat can mend and what it cannot', () => {
    const lasting = codes.filter((code) => !reliabilityCodes[code].retryable);
    expect(lasting.sort()).toEqual([
      'caller_left',
      'idempotency_key_invalid',
      'idempotency_key_reused',
      'unserialisable_answer',
    ]);
  });

  it('carries a cause, a wait and another answer to retryable when told so', () => {
    const cause = new Error('x');
    const error = new ReliabilityError('circuit_open', { cause, retryAfterMs: 1_500, retryable: false });
    expect(error).toMatchObject({ code: 'circuit_open', cause, retryAfterMs: 1_500, retryable: false });
    expect(error.toJSON()).toEqual({
      name: 'ReliabilityError',
      code: 'circuit_open',
      message: error.message,
      retryable: false,
      retryAfterMs: 1_500,
    });
    expect('cause' in new ReliabilityError('circuit_open')).toBe(false);
    expect('retryAfterMs' in new ReliabilityError('circuit_open').toJSON()).toBe(false);
  });

  it('is an Error with a stack that starts where it was made', () => {
    const error = new ReliabilityError('bulkhead_full');
    expect(error).toBeInstanceOf(Error);
    expect(error.stack).toContain('errors.test.ts');
  });
});

describe('isReliabilityError', () => {
  it('goes by a marker, so that two copies of the package know each other', () => {
    const fromElsewhere = Object.assign(new Error('x'), {
      code: 'circuit_open',
      [Symbol.for('@ballast/reliability/error')]: true,
    });
    expect(isReliabilityError(fromElsewhere)).toBe(true);
    expect(isReliabilityError(fromElsewhere, 'circuit_open')).toBe(true);
    expect(isReliabilityError(fromElsewhere, 'caller_left')).toBe(false);
  });

  it.each([undefined, null, 'circuit_open', 7, {}, new Error('x'), { code: 'circuit_open' }])(
    'is not fooled by %s',
    (other) => {
      expect(isReliabilityError(other)).toBe(false);
      expect(isReliabilityError(other, 'circuit_open')).toBe(false);
    },
  );
});

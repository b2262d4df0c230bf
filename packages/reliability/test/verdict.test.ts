import { describe, expect, it } from 'vitest';
import { errorTypeOf } from '../src/events.ts';
import { withFailure } from '../src/failure.ts';
import {
  failureOf,
  httpClassifier,
  type ReliabilityCode,
  ReliabilityError,
  reliabilityCodes,
  retryAfterMsOf,
} from '../src/index.ts';
import { outcomeOf, verdictOn } from '../src/verdict.ts';

const neverAsked = () => {
  throw new Error('asked about an error of this package');
};

describe('verdictOn', () => {
  it('knows the errors of this package: only an attempt that timed out is worth a repeat', () => {
    const verdicts = Object.fromEntries(
      Object.keys(reliabilityCodes).map((code) => [
        code,
        verdictOn(new ReliabilityError(code as ReliabilityCode), neverAsked),
      ]),
    );
    const repeated = Object.keys(verdicts).filter((code) => verdicts[code]?.retryable);
    const counted = Object.keys(verdicts).filter((code) => verdicts[code]?.countsAgainstBreaker);
    const notSent = Object.keys(verdicts).filter((code) => verdicts[code]?.outcome === 'not_sent');
    expect(repeated).toEqual(['attempt_timeout']);
    expect(counted).toEqual(['attempt_timeout']);
    expect(notSent).toEqual([
      'circuit_open',
      'bulkhead_full',
      'idempotency_in_progress',
      'idempotency_key_reused',
      'idempotency_key_invalid',
    ]);
  });

  it('passes on how long to wait', () => {
    const open = new ReliabilityError('circuit_open', { retryAfterMs: 70 });
    expect(verdictOn(open, neverAsked).retryAfterMs).toBe(70);
    expect('retryAfterMs' in verdictOn(new ReliabilityError('circuit_open'), neverAsked)).toBe(false);
  });

  it('assumes the worst of what the classifier chokes on, and blames nobody', () => {
    expect(verdictOn(new Error('x'), neverAsked)).toEqual({
      retryable: false,
      countsAgainstBreaker: false,
      outcome: 'unknown',
    });
  });
});

describe('outcomeOf', () => {
  it('is as uncertain as the most uncertain attempt', () => {
    expect(outcomeOf([])).toBe('not_sent');
    expect(outcomeOf([{ outcome: 'not_sent' }])).toBe('not_sent');
    expect(outcomeOf([{ outcome: 'rejected' }, { outcome: 'not_sent' }])).toBe('rejected');
    expect(outcomeOf([{ outcome: 'rejected' }, { outcome: 'unknown' }, { outcome: 'not_sent' }])).toBe(
      'unknown',
    );
  });
});

describe('failureOf', () => {
  const failure = { reason: 'max_retries', attempts: [], outcome: 'unknown' } as const;

  it('finds the story beside any object, also one that can not be written to', () => {
    const frozen = Object.freeze(new Error('x'));
    expect(withFailure(frozen, failure)).toBe(frozen);
    expect(failureOf(frozen)).toBe(failure);
    const fn = () => {};
    withFailure(fn, failure);
    expect(failureOf(fn)).toBe(failure);
  });

  it('has none for primitives and strangers', () => {
    for (const other of ['x', 7, null, undefined])
      expect(failureOf(withFailure(other, failure))).toBeUndefined();
    expect(failureOf(new Error('x'))).toBeUndefined();
  });

  it('tells when to come back from wherever it is known', () => {
    const told = new ReliabilityError('circuit_open', { retryAfterMs: 70 });
    expect(retryAfterMsOf(told)).toBe(70);
    withFailure(told, { ...failure, retryAfterMs: 90 });
    expect(retryAfterMsOf(told)).toBe(90);
    expect(retryAfterMsOf(Object.assign(new Error('x'), { retryAfterMs: 5 }))).toBeUndefined();
  });
});

describe('errorTypeOf', () => {
  it.each([
    [new ReliabilityError('circuit_open'), 'circuit_open'],
    [Object.assign(new Error('x'), { code: 'ECONNRESET' }), 'ECONNRESET'],
    [Object.assign(new TypeError('x'), { code: 'my secret: hunter2' }), 'TypeError'],
    [Object.assign(new TypeError('x'), { code: `A${'b'.repeat(64)}` }), 'TypeError'],
    [Object.assign(new TypeError('x'), { code: '9A' }), 'TypeError'],
    [Object.assign(new RangeError('x'), { code: 7 }), 'RangeError'],
    [{}, 'Object'],
    [Object.create(null), 'Object'],
    [null, 'object'],
    ['my secret', 'string'],
    [undefined, 'undefined'],
  ])('%#: a word, never a text', (error, type) => expect(errorTypeOf(error)).toBe(type));
});

describe('httpClassifier', () => {
  const nowMs = Date.UTC(2026, 0, 1);
  const classify = httpClassifier({ now: () => nowMs });
  const neutral = { countsAgainstBreaker: false, outcome: 'rejected' };

  it.each([400, 401, 403, 404, 409, 422, 499])('%i is the caller’s own doing', (status) => {
    expect(classify({ status })).toEqual({ ...neutral, retryable: false, rateLimited: false });
  });

  it.each([
    [408, false],
    [425, false],
    [429, true],
  ])('%i can be mended by a repeat and is neutral', (status, rateLimited) => {
    expect(classify({ status })).toEqual({ ...neutral, retryable: true, rateLimited });
  });

  it.each([500, 502, 503, 504, 529, 599])('%i may have come after the effect, and counts', (status) => {
    expect(classify({ statusCode: status })).toEqual({
      retryable: true,
      countsAgainstBreaker: true,
      outcome: 'unknown',
    });
  });

  it.each([501, 505])('%i will not go away', (status) => {
    expect(classify({ response: { status } })).toMatchObject({
      retryable: false,
      countsAgainstBreaker: true,
    });
  });

  it('takes a 5xx that names a time for a refusal, and reads it wherever it is', () => {
    const headers = new Headers({ 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' });
    const refusal = { retryable: true, countsAgainstBreaker: true, outcome: 'rejected', retryAfterMs: 9_000 };
    expect(classify({ status: 503, headers })).toEqual(refusal);
    expect(classify({ response: { status: 503, headers } })).toEqual(refusal);
    expect(classify({ status: 429, headers: { 'Retry-After': '2' } })).toMatchObject({ retryAfterMs: 2_000 });
  });

  it.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
  ])('%s: nothing was sent', (code) => {
    expect(classify({ code })).toEqual({ retryable: true, countsAgainstBreaker: true, outcome: 'not_sent' });
  });

  it.each([
    'ECONNRESET',
    'ECONNABORTED',
    'EPIPE',
    'ETIMEDOUT',
    'UND_ERR_SOCKET',
    'UND_ERR_HEADERS_TIMEOUT',
    'UND_ERR_BODY_TIMEOUT',
    'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  ])('%s: nobody knows, also from inside a failed fetch', (code) => {
    const fetchFailed = Object.assign(new TypeError('fetch failed'), { cause: { code } });
    for (const error of [{ code }, fetchFailed]) {
      expect(classify(error)).toEqual({ retryable: true, countsAgainstBreaker: true, outcome: 'unknown' });
    }
  });

  it.each([
    new TypeError('x is not a function'),
    { status: 302 },
    { status: 600 },
    { status: 'x' },
    { code: 7 },
    { cause: 'x' },
    'x',
    null,
    undefined,
  ])('neither repeats nor blames for %s', (error) => {
    expect(classify(error)).toEqual({ retryable: false, countsAgainstBreaker: false, outcome: 'unknown' });
  });

  it('goes by the real clock unless told otherwise', () => {
    expect(
      httpClassifier()({ status: 429, headers: { 'retry-after': new Date(0).toUTCString() } }).retryAfterMs,
    ).toBe(0);
  });
});

describe('a wait from a classifier', () => {
  const verdict = { retryable: true, countsAgainstBreaker: true, outcome: 'rejected' } as const;

  it.each([Number.NaN, -1, Number.NEGATIVE_INFINITY])('of %d ms says nothing', (retryAfterMs) => {
    expect(verdictOn(new Error(), () => ({ ...verdict, retryAfterMs }))).toEqual(verdict);
  });

  it.each([0, 1, Number.POSITIVE_INFINITY])('of %d ms is a floor', (retryAfterMs) => {
    expect(verdictOn(new Error(), () => ({ ...verdict, retryAfterMs }))).toEqual({
      ...verdict,
      retryAfterMs,
    });
  });
});

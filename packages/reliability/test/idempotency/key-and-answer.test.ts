import { describe, expect, it } from 'vitest';
import { parseAnswer, serialiseAnswer } from '../../src/idempotency/answer.ts';
import { answerLimitBytes, parseIdempotencyKey } from '../../src/index.ts';

describe('parseIdempotencyKey', () => {
  it.each([
    ['abc', 'abc'],
    ['"abc"', 'abc'],
    [' \t"abc"\t ', 'abc'],
    ['!~', '!~'],
    ['"a\\"b\\\\c"', 'a"b\\c'],
    ['a"b', 'a"b'],
    ['k'.repeat(255), 'k'.repeat(255)],
    [`"${'k'.repeat(255)}"`, 'k'.repeat(255)],
  ])('%j is the key %s', (header, key) => {
    expect(parseIdempotencyKey(header)).toBe(key);
  });

  it.each([
    '',
    ' ',
    '""',
    '"',
    '"abc',
    '"a"b',
    '"a"b"',
    '"a\\b"',
    'a b',
    'a\nb',
    '\nabc',
    'é',
    'k'.repeat(256),
    'a\u007f',
    '"a" "b"',
  ])('%j is none', (header) => {
    expect(() => parseIdempotencyKey(header)).toThrow(
      expect.objectContaining({ code: 'idempotency_key_invalid', retryable: false }),
    );
  });
});

describe('serialiseAnswer', () => {
  it('keeps the exact text of JSON.stringify, and nothing for nothing', () => {
    expect(serialiseAnswer({ b: 1, a: ['é', null] })).toBe('{"b":1,"a":["é",null]}');
    expect(serialiseAnswer(null)).toBe('null');
    expect(serialiseAnswer(undefined)).toBeUndefined();
    expect(parseAnswer(serialiseAnswer({ a: [1] }))).toEqual({ a: [1] });
    expect(parseAnswer(undefined)).toBeUndefined();
  });

  it('counts bytes, not characters, up to 1 MiB', () => {
    expect(answerLimitBytes).toBe(2 ** 20);
    const most = 'é'.repeat((answerLimitBytes - 2) / 2);
    expect(Buffer.byteLength(serialiseAnswer(most) ?? '')).toBe(answerLimitBytes);
    expect(() => serialiseAnswer(`${most}a`)).toThrow(
      expect.objectContaining({ code: 'unserialisable_answer' }),
    );
  });

  it.each([
    ['a BigInt', 1n],
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    [
      'what throws',
      {
        toJSON: () => {
          throw new RangeError('no');
        },
      },
    ],
  ])('refuses %s', (_, value) => {
    expect(() => serialiseAnswer(value)).toThrow(
      expect.objectContaining({ code: 'unserialisable_answer', retryable: false }),
    );
  });

  it('says what is behind it', () => {
    expect(() => serialiseAnswer(1n)).toThrow(expect.objectContaining({ cause: expect.any(TypeError) }));
  });
});

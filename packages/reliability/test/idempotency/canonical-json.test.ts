import { createHash } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, fingerprint, isCanonicalJsonError } from '../../src/index.ts';

function reasonOf(value: unknown): string | undefined {
  try {
    canonicalJson(value);
    return undefined;
  } catch (error) {
    return isCanonicalJsonError(error) ? error.reason : 'not ours';
  }
}

/** The same value with the members of every object in another order. */
function turnedAround(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turnedAround);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [key, turnedAround(member)] as const);
  return Object.fromEntries(members.reverse());
}

describe('canonicalJson', () => {
  it('is the text that RFC 8785 gives as its example (§3.2.2, §3.2.3)', () => {
    const value = JSON.parse(`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
      "literals": [null, true, false]
    }`);
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts members by UTF-16 code units, as RFC 8785 §3.2.3 does', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\u{1f600}', '\u0080', '\u00f6'];
    const text = canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])));
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33'];
    expect(text).toBe(`{${sorted.map((key) => `${JSON.stringify(key)}:0`).join(',')}}`);
    expect(canonicalJson({ b: 1, a: 2 })).toBe('{"a":2,"b":1}');
  });

  it.each([
    [-0, '0'],
    [1e21, '1e+21'],
    [0.1 + 0.2, '0.30000000000000004'],
    [{ a: undefined, b: 1 }, '{"b":1}'],
    [[undefined, 1], '[null,1]'],
    [new Date(0), '"1970-01-01T00:00:00.000Z"'],
    [{ at: { toJSON: (key: string) => `from ${key}` } }, '{"at":"from at"}'],
    [[{ toJSON: (key: string) => `from ${key}` }], '["from 0"]'],
    [{ gone: { toJSON: () => undefined } }, '{}'],
    [Object.assign(Object.create(null), { a: 1 }), '{"a":1}'],
    [runInNewContext('({ a: [1] })'), '{"a":[1]}'],
    [{ toJSON: 1 }, '{"toJSON":1}'],
    ['', '""'],
    [true, 'true'],
    [null, 'null'],
  ])('%o is %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('reads back as the value, and does not depend on the order of members (property)', () => {
    const json = fc.jsonValue({ stringUnit: 'binary', maxDepth: 4 });
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(turnedAround(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('refuses what has no canonical form, and says why', () => {
    const cycle: { self?: unknown } = {};
    cycle.self = [cycle];
    class Money {}
    expect(reasonOf(undefined)).toBe('undefined');
    expect(reasonOf({ toJSON: () => undefined })).toBe('undefined');
    expect(reasonOf([1n])).toBe('bigint');
    expect(reasonOf(cycle)).toBe('cycle');
    expect(reasonOf([Number.NaN])).toBe('not_finite');
    expect(reasonOf({ a: Number.POSITIVE_INFINITY })).toBe('not_finite');
    expect(reasonOf('\ud800')).toBe('lone_surrogate');
    expect(reasonOf({ '\udc00': 1 })).toBe('lone_surrogate');
    for (const value of [new Map(), new Money(), () => 1, Symbol('s'), { f: () => 1 }, /x/]) {
      expect(reasonOf(value)).toBe('unsupported');
    }
    expect(() => canonicalJson(1n)).toThrow('No canonical JSON: a BigInt has no JSON form.');
  });

  it('takes the same object twice, side by side, and 500 levels but no more', () => {
    const shared = { a: 1 };
    expect(canonicalJson([shared, shared])).toBe('[{"a":1},{"a":1}]');
    const nested = (levels: number) => {
      let value: unknown = 1;
      for (let level = 0; level < levels; level += 1) value = [value];
      return value;
    };
    expect(reasonOf(nested(500))).toBeUndefined();
    expect(reasonOf(nested(501))).toBe('too_deep');
  });

  it('gives an error that is recognised, by name and by mark', () => {
    const { reason, name } = (() => {
      try {
        return canonicalJson(1n) as never;
      } catch (error) {
        return error as { reason: string; name: string };
      }
    })();
    expect({ reason, name }).toEqual({ reason: 'bigint', name: 'CanonicalJsonError' });
    for (const other of [new TypeError('x'), 'x', null, undefined]) {
      expect(isCanonicalJsonError(other)).toBe(false);
    }
  });
});

describe('fingerprint', () => {
  it('is the SHA-256 of the canonical text, so that spelling makes no difference', () => {
    const expected = createHash('sha256').update('{"a":[1,"é"],"b":0}').digest('hex');
    expect(fingerprint({ b: -0, a: [1.0, '\u00e9'] })).toBe(expected);
    expect(fingerprint(JSON.parse('{"a":[1.0e0,"\\u00e9"],"b":0.0}'))).toBe(expected);
    expect(fingerprint({ b: 0, a: ['é', 1] })).not.toBe(expected);
  });
});

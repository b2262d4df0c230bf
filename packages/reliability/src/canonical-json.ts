/** Why a value has no canonical JSON. */
export type CanonicalJsonReason =
  | 'undefined'
  | 'bigint'
  | 'cycle'
  | 'not_finite'
  | 'lone_surrogate'
  | 'unsupported'
  | 'too_deep';

const reasons: Record<CanonicalJsonReason, string> = {
  undefined: 'there is no value',
  bigint: 'a BigInt has no JSON form',
  cycle: 'the value contains itself',
  not_finite: 'NaN and Infinity have no JSON form',
  lone_surrogate: 'the text is not well-formed Unicode',
  unsupported: 'only plain objects, arrays and what has a toJSON() have a JSON form',
  too_deep: 'the value is nested too deeply',
};

const marker = Symbol.for('@ballast/reliability/canonical-json-error');

/** A value that can't be put into canonical JSON. `lone_surrogate` and `too_deep` can come from a caller's input. */
export class CanonicalJsonError extends TypeError {
  readonly reason: CanonicalJsonReason;

  constructor(reason: CanonicalJsonReason) {
    super(`No canonical JSON: ${reasons[reason]}.`);
    this.reason = reason;
  }

  get [marker](): true {
    return true;
  }
}

Object.defineProperty(CanonicalJsonError.prototype, 'name', {
  value: 'CanonicalJsonError',
  configurable: true,
});

/** True for a CanonicalJsonError, also one from another copy of this package. */
export function isCanonicalJsonError(error: unknown): error is CanonicalJsonError {
  return typeof error === 'object' && error !== null && marker in error;
}

/** Far beyond any real input, and far from the end of the stack. */
const deepest = 500;

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Object.prototype of any realm: its own prototype is null.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function text(value: string): string {
  if (!value.isWellFormed()) throw new CanonicalJsonError('lone_surrogate');
  return JSON.stringify(value);
}

function number(value: number): string {
  if (!Number.isFinite(value)) throw new CanonicalJsonError('not_finite');
  return JSON.stringify(value);
}

function hasToJson(value: object): value is { toJSON(key: string): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}

/** `undefined` for what JSON leaves out. `above` holds the objects this value is inside of. */
function canonical(value: unknown, key: string, above: readonly object[]): string | undefined {
  if (value === undefined) return undefined;
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return number(value);
  if (typeof value === 'bigint') throw new CanonicalJsonError('bigint');
  if (typeof value !== 'object') throw new CanonicalJsonError('unsupported');
  if (above.includes(value)) throw new CanonicalJsonError('cycle');
  if (above.length >= deepest) throw new CanonicalJsonError('too_deep');
  const within = [...above, value];
  if (hasToJson(value)) return canonical(value.toJSON(key), key, within);
  if (Array.isArray(value)) {
    const items = Array.from(value, (item, index) => canonical(item, String(index), within) ?? 'null');
    return `[${items.join(',')}]`;
  }
  if (!isPlain(value)) throw new CanonicalJsonError('unsupported');
  return `{${members(value as Record<string, unknown>, within).join(',')}}`;
}

function members(value: Record<string, unknown>, within: readonly object[]): string[] {
  const found: string[] = [];
  // Array#sort compares UTF-16 code units, which is what RFC 8785 §3.2.3 asks for.
  for (const key of Object.keys(value).sort()) {
    const member = canonical(value[key], key, within);
    if (member !== undefined) found.push(`${text(key)}:${member}`);
  }
  return found;
}

/**
 * The one JSON text of a value by RFC 8785: members sorted by UTF-16 code units, numbers and escapes as ECMAScript
 * writes them, no white space. `toJSON()` is honoured and members that are undefined are left out, as JSON.stringify
 * does; what it would silently flatten (a Map, a class instance) is refused, or two inputs could look the same.
 *
 * @throws CanonicalJsonError naming the reason
 */
export function canonicalJson(value: unknown): string {
  const json = canonical(value, '', []);
  if (json === undefined) throw new CanonicalJsonError('undefined');
  return json;
}

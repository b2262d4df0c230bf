import fc from 'fast-check';

export const scope = 'anna/things.create';
/** Of windows and leases, in ms; clock steps are of the same sizes, so that every order of them comes up. */
const spans = [10, 100, 1_000] as const;
export const inputs = ['aa'.repeat(32), 'bb'.repeat(32)];
export const tokens = [1, 2, 3].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`);

/** Walks that meet again and again at one place find more than those that wander. */
export const mostly = (usual: string, other: string) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constant(other) });

const worker = fc.nat(2);
const atomicKey = mostly('a1', 'a2');
const leasedKey = mostly('l1', 'l2');
const anyKey = fc.oneof(atomicKey, leasedKey);
const input = mostly('aa'.repeat(32), 'bb'.repeat(32));
const spanMs = fc.constantFrom(...spans);
const json = fc.constantFrom(undefined, 'null', '{"a":"\\u0000é\\ud800"}', '[1.10]');
const step = fc.constantFrom('one', 'two', '__proto__');

export function action<const T extends string, F extends object>(
  type: T,
  fields: { [K in keyof F]: fc.Arbitrary<F[K]> },
): fc.Arbitrary<{ type: T } & F> {
  return fc.record<{ type: T } & F>({ type: fc.constant(type), ...fields } as never);
}

/** One thing a caller, the clock or the cron does to the stores. */
export const anyAction = fc.oneof(
  { weight: 4, arbitrary: action('claim', { worker, key: atomicKey, input, spanMs }) },
  { weight: 4, arbitrary: action('whole', { worker, key: atomicKey, input, spanMs, json }) },
  { weight: 2, arbitrary: action('complete', { worker, json }) },
  { weight: 3, arbitrary: action('end', { worker, how: fc.constantFrom('commit', 'roll back', 'die') }) },
  { weight: 4, arbitrary: action('claimLease', { worker, key: leasedKey, input, spanMs, leaseMs: spanMs }) },
  { weight: 3, arbitrary: action('vanish', { worker, key: leasedKey, input }) },
  { weight: 2, arbitrary: action('renew', { worker, key: leasedKey, leaseMs: spanMs }) },
  { weight: 3, arbitrary: action('remember', { worker, key: leasedKey, step, json }) },
  {
    weight: 2,
    arbitrary: action('rememberIn', { worker, key: leasedKey, step, json, commit: fc.boolean() }),
  },
  { weight: 3, arbitrary: action('completeLease', { worker, key: leasedKey, json, spanMs }) },
  { weight: 2, arbitrary: action('release', { worker, key: leasedKey }) },
  { weight: 2, arbitrary: action('count', { key: anyKey, replays: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 1, arbitrary: action('purge', {}) },
  { weight: 4, arbitrary: action('clock', { ms: fc.constantFrom(1, 9, 10, 99, 100, 1_000, -5, -100) }) },
);
export type Action = typeof anyAction extends fc.Arbitrary<infer A> ? A : never;

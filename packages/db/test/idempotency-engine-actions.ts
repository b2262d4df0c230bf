import { type IdempotencyPoint, idempotencyPoints } from '@ballast/reliability';
import fc from 'fast-check';
import { action, mostly } from './idempotency-actions.ts';

export const modes = ['atomic', 'leased'] as const;
export type Mode = (typeof modes)[number];

/** What leased work does under its lease. `undone` is a step whose transaction fails after the step is written down. */
export type Deed = 'one' | '__proto__' | 'in transaction' | 'undone' | 'renew';

/** One call to an engine, and what its work does. */
export interface Call {
  readonly mode: Mode;
  readonly key: string;
  readonly input: string;
  readonly windowMs: number;
  readonly maxLeaseMs: number;
  /** Waits for whoever has the key; the others give up at once, with 409. */
  readonly patient: boolean;
  readonly deeds: readonly Deed[];
  readonly end: 'answer' | 'nothing' | 'throw' | 'unserialisable';
}

/** Not the other mode's. A procedure has one mode, so that no key is ever claimed in both. */
export const keysOf: Record<Mode, readonly [string, string]> = { atomic: ['a1', 'a2'], leased: ['l1', 'l2'] };

const leasedOnly: readonly IdempotencyPoint[] = [
  'before-step',
  'after-step',
  'after-step-stored',
  'before-release',
];
/** The points that calls of a mode pass. */
export const pointsOf: Record<Mode, readonly IdempotencyPoint[]> = {
  atomic: idempotencyPoints.filter((point) => !leasedOnly.includes(point)),
  leased: idempotencyPoints.filter((point) => point !== 'before-commit'),
};

const worker = fc.nat(2);
const input = mostly('aa'.repeat(32), 'bb'.repeat(32));
const deeds: readonly Deed[] = ['one', '__proto__', 'in transaction', 'renew', 'undone'];

const callIn = (mode: Mode) =>
  fc.record<Call>({
    mode: fc.constant(mode),
    key: mostly(...keysOf[mode]),
    input,
    windowMs: fc.constantFrom(10, 300, 5_000, 5_000),
    maxLeaseMs: fc.constantFrom(10, 10, 100, 1_000),
    patient: fc.boolean(),
    deeds: fc.shuffledSubarray([...deeds], { minLength: 1, maxLength: 3 }),
    end: fc.constantFrom('answer', 'answer', 'nothing', 'throw', 'unserialisable'),
  });

const early: readonly IdempotencyPoint[] = ['before-claim', 'after-claim', 'before-effect'];

/** A call that comes by a point, unless others keep it from it. */
export const callTo = (mode: Mode, point: IdempotencyPoint) =>
  callIn(mode).map((call): Call => {
    if (early.includes(point)) return call;
    if (point === 'before-release') return { ...call, end: 'throw' };
    const well = call.deeds.filter((deed) => deed !== 'undone');
    const end = call.end === 'nothing' ? 'nothing' : 'answer';
    return { ...call, deeds: [...new Set([...well, 'one' as const])], end };
  });

const anyCallTo = fc.oneof(
  ...modes.flatMap((mode) =>
    pointsOf[mode].map((point) => fc.record({ call: callTo(mode, point), stopAt: fc.constant(point) })),
  ),
);
const anyCall = fc.oneof(...modes.map(callIn));
const stopAt = fc.option(fc.constantFrom(...idempotencyPoints), { nil: undefined, freq: 2 });
/** Of windows and leases, in ms: to those, the engine adds 200. */
export const thenMs = fc.constantFrom(0, 10, 210, 210, 300, 300, 1_200, 5_000);
const clockMs = fc.oneof(
  { weight: 3, arbitrary: thenMs },
  { weight: 1, arbitrary: fc.constantFrom(1, -5, -100) },
);

/** One thing a caller, a process or the clock does. */
export const anyEngineAction = fc.oneof(
  { weight: 4, arbitrary: action('begin', { worker, to: anyCallTo }) },
  // One that stands, and the same again elsewhere, perhaps when its lease is over and perhaps with another input.
  { weight: 4, arbitrary: action('meet', { worker, to: anyCallTo, ms: thenMs, input, stopAt }) },
  { weight: 4, arbitrary: action('whole', { worker, call: anyCall }) },
  { weight: 6, arbitrary: action('goOn', { worker, stopAt }) },
  { weight: 2, arbitrary: action('crash', { worker }) },
  { weight: 2, arbitrary: action('crashAt', { worker, to: anyCallTo, thenMs }) },
  { weight: 1, arbitrary: action('flush', { worker }) },
  { weight: 5, arbitrary: action('clock', { ms: clockMs }) },
);
export type EngineAction = typeof anyEngineAction extends fc.Arbitrary<infer A> ? A : never;

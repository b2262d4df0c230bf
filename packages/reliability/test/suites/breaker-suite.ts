import fc from 'fast-check';
import { expect } from 'vitest';
import type { BreakerOptions, CallResult, CircuitBreaker, Permit } from '../../src/index.ts';
import { createTestRuntime } from '../../src/testing.ts';
import { breakerModel } from './breaker-model.ts';
import type { Case } from './suite.ts';

export type AnyBreaker = Pick<CircuitBreaker, 'acquire' | 'check' | 'state' | 'retryAfterMs'>;
export type MakeBreaker = (options: BreakerOptions) => AnyBreaker;

const settings = { opens: { consecutiveFailures: 3 }, cooldownMs: 1_000, trials: 1 };

function refusal(breaker: AnyBreaker): unknown {
  try {
    breaker.acquire(200);
    return undefined;
  } catch (error) {
    return error;
  }
}

function end(breaker: AnyBreaker, ...results: CallResult[]): void {
  for (const result of results) breaker.acquire(200).end(result);
}

const anyStep = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('begin' as const), ms: fc.integer({ min: 1, max: 1_500 }) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('end' as const),
      which: fc.nat(50),
      result: fc.constantFrom<CallResult>('success', 'failure', 'failure', 'failure', 'neutral'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('advance' as const), ms: fc.nat(1_200) }) },
);

async function equalsTheModel(make: MakeBreaker): Promise<void> {
  const setup = fc.record({
    consecutiveFailures: fc.integer({ min: 1, max: 4 }),
    trials: fc.integer({ min: 1, max: 3 }),
    steps: fc.array(anyStep, { maxLength: 80 }),
  });
  await fc.assert(
    fc.asyncProperty(setup, async ({ consecutiveFailures, trials, steps }) => {
      const runtime = createTestRuntime();
      const options = { cooldownMs: 1_000, forgetAfterMs: 3_000, trials };
      const breaker = make({ ...options, opens: { consecutiveFailures }, runtime });
      const model = breakerModel({ ...options, consecutiveFailures }, () => runtime.monotonicMs());
      const permits: (readonly [Permit, number])[] = [];
      for (const step of steps) {
        if (step.do === 'advance') await runtime.advance(step.ms);
        else if (step.do === 'begin') {
          const waitMs = model.waitMs();
          if (waitMs > 0)
            expect(refusal(breaker)).toMatchObject({ code: 'circuit_open', retryAfterMs: waitMs });
          else permits.push([breaker.acquire(step.ms), model.begin(step.ms)]);
        } else {
          const permit = permits[step.which % Math.max(1, permits.length)];
          if (permit === undefined) continue;
          permit[0].end(step.result);
          model.end(permit[1], step.result);
        }
        expect([breaker.state, breaker.retryAfterMs]).toEqual([model.state(), model.waitMs()]);
      }
    }),
    { numRuns: 600 },
  );
}

export function breakerCases(make: MakeBreaker): Case[] {
  return [
    {
      name: 'opens after so many failures in a row, a success in between starts the count anew',
      run: async () => {
        const breaker = make({ ...settings, runtime: createTestRuntime() });
        end(breaker, 'failure', 'failure', 'success', 'failure', 'failure');
        expect(breaker.state).toBe('closed');
        end(breaker, 'failure');
        expect(breaker.state).toBe('open');
        expect(() => breaker.check()).toThrow('left alone');
      },
    },
    {
      name: 'refuses while open, saying how long, and lets a trial through afterwards',
      run: async () => {
        const runtime = createTestRuntime();
        const breaker = make({ ...settings, runtime });
        end(breaker, 'failure', 'failure', 'failure');
        await runtime.advance(400);
        expect(refusal(breaker)).toMatchObject({ code: 'circuit_open', retryAfterMs: 600 });
        await runtime.advance(599);
        expect(refusal(breaker)).toMatchObject({ code: 'circuit_open', retryAfterMs: 1 });
        await runtime.advance(1);
        expect([breaker.state, breaker.retryAfterMs]).toEqual(['open', 0]);
        const trial = breaker.acquire(200);
        expect(breaker.state).toBe('half_open');
        trial.end('success');
        expect(breaker.state).toBe('closed');
      },
    },
    {
      name: 'is blind to neutral ends: they neither open nor close it nor interrupt a row of failures',
      run: async () => {
        const runtime = createTestRuntime();
        const breaker = make({ ...settings, runtime });
        end(breaker, ...Array.from({ length: 50 }, () => 'neutral' as const));
        end(breaker, 'failure', 'failure', 'neutral', 'neutral');
        expect(breaker.state).toBe('closed');
        end(breaker, 'failure');
        expect(breaker.state).toBe('open');
      },
    },
    {
      name: 'lets one trial through while half-open; everybody else is refused at once, until the trial is due',
      run: async () => {
        const runtime = createTestRuntime();
        const breaker = make({ ...settings, runtime });
        end(breaker, 'failure', 'failure', 'failure');
        await runtime.advance(1_000);
        const trial = breaker.acquire(200);
        const refused = Array.from({ length: 100 }, () => refusal(breaker));
        for (const error of refused) expect(error).toMatchObject({ code: 'circuit_open', retryAfterMs: 200 });
        await runtime.advance(150);
        expect(refusal(breaker)).toMatchObject({ retryAfterMs: 50 });
        trial.end('failure');
        expect([breaker.state, breaker.retryAfterMs]).toEqual(['open', 1_000]);
      },
    },
    {
      name: 'gives a cancelled trial to the next caller',
      run: async () => {
        const runtime = createTestRuntime();
        const breaker = make({ ...settings, runtime });
        end(breaker, 'failure', 'failure', 'failure');
        await runtime.advance(1_000);
        breaker.acquire(200).end('neutral');
        expect([breaker.state, breaker.retryAfterMs]).toEqual(['half_open', 0]);
        breaker.acquire(200).end('success');
        expect(breaker.state).toBe('closed');
      },
    },
    {
      name: 'hears nothing from calls that began under an earlier state, nor from a permit twice',
      run: async () => {
        const runtime = createTestRuntime();
        const breaker = make({ ...settings, runtime });
        const [slow, slower] = [breaker.acquire(5_000), breaker.acquire(5_000)];
        const twice = breaker.acquire(200);
        twice.end('failure');
        twice.end('failure');
        twice.end('failure');
        expect(breaker.state).toBe('closed');
        end(breaker, 'failure', 'failure');
        slow.end('success');
        expect(breaker.state).toBe('open');
        await runtime.advance(1_000);
        const trial = breaker.acquire(200);
        slower.end('failure');
        expect(breaker.state).toBe('half_open');
        trial.end('success');
        expect(breaker.state).toBe('closed');
      },
    },
    { name: 'equals a simple model under any sequence (property)', run: () => equalsTheModel(make) },
  ];
}

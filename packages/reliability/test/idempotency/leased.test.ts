import { describe, expect, it } from 'vitest';
import { type LeasedHandle, type StepContext, sleep } from '../../src/index.ts';
import { armFaults, openableGate } from '../../src/testing.ts';
import { watch } from '../suites/suite.ts';
import { engineWorld, handWork, WorkFailed } from './engine-world.ts';

const failing = async () => {
  throw new WorkFailed();
};

describe('leased', () => {
  it('I2 I3 runs once, and gives every repeat the same text', async () => {
    const { here, there, call, events } = engineWorld();
    const first = await here.leased(call(1), async ({ takenOver }) => ({ takenOver }));
    expect(first).toEqual({
      value: { takenOver: false },
      text: '{"takenOver":false}',
      outcome: 'fresh',
      replayed: false,
    });
    const again = await there.leased(call(1), async () => 'again');
    expect(again).toEqual({ ...first, outcome: 'replayed', replayed: true });
    expect(events).toMatchObject([{ mode: 'leased', outcome: 'fresh', waits: 0 }]);
  });

  it('claims before the work and outside any transaction: others see the key at once', async () => {
    const { here, there, runtime, call } = engineWorld();
    watch(here.leased(call(1), handWork().work));
    await runtime.settle();
    await expect(there.leased(call(2), failing)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    const hasty = watch(there.leased(call(1, { budgetMs: 500 }), failing));
    await runtime.advance(400);
    expect(hasty.error).toMatchObject({ code: 'idempotency_in_progress', retryAfterMs: 1_000 });
  });

  it('says in Retry-After how little of the lease is left, where it is less than a second', async () => {
    const { here, there, runtime, call } = engineWorld();
    watch(here.leased(call(1, { budgetMs: 900 }), handWork().work));
    await runtime.advance(500);
    const hasty = watch(there.leased(call(1, { budgetMs: 50 }), failing));
    await runtime.settle();
    // The lease: 900 ms of budget and 200 to write the end down; 500 are gone.
    expect(hasty.error).toMatchObject({ code: 'idempotency_in_progress', retryAfterMs: 600 });
  });

  it('counts the window from the end of the work', async () => {
    const { here, runtime, call } = engineWorld();
    const working = watch(
      here.leased(call(1, { key: 'l' }), () => sleep(4_000, { runtime }).then(() => 'first')),
    );
    await runtime.advance(4_000);
    await runtime.advance(59_999);
    expect(working.value?.outcome).toBe('fresh');
    expect((await here.leased(call(1, { key: 'l' }), async () => 'again')).value).toBe('first');
    await runtime.advance(1);
    expect((await here.leased(call(1, { key: 'l' }), async () => 'again')).value).toBe('again');
  });

  it('gives the key back after a failure, with the steps that are done', async () => {
    const { here, there, call, events } = engineWorld();
    let effects = 0;
    const work = (end: () => Promise<unknown>) => async (lease: LeasedHandle) => {
      const got = await lease.step('pay', async () => {
        effects += 1;
        return { receipt: effects };
      });
      await end();
      return got;
    };
    await expect(here.leased(call(1), work(failing))).rejects.toBeInstanceOf(WorkFailed);
    expect(events.at(-1)?.outcome).toBe('released');
    const done = await there.leased(
      call(1),
      work(async () => 'fine'),
    );
    expect(done).toMatchObject({ value: { receipt: 1 }, outcome: 'fresh' });
    expect(effects).toBe(1);
  });

  it('a key that was given back is free for another input, without the steps', async () => {
    const { here, there, call } = engineWorld();
    await here
      .leased(call(1), async (lease) => lease.step('one', async () => 1).then(failing))
      .catch(() => {});
    expect((await there.leased(call(2), async (lease) => lease.step('one', async () => 2))).value).toBe(2);
  });

  it('an answer that cannot be stored gives the key back', async () => {
    const { here, call, events } = engineWorld();
    await expect(here.leased(call(1), async () => 1n)).rejects.toMatchObject({
      code: 'unserialisable_answer',
    });
    expect(events.at(-1)?.outcome).toBe('released');
  });

  it('does not begin when the time is up already', async () => {
    const { here, call, memory } = engineWorld();
    const late = call(1);
    late.deadline.abort('shutdown');
    await expect(here.leased(late, failing)).rejects.toMatchObject({ code: 'shutting_down' });
    expect(memory.inspect().records).toBe(0);
  });

  it('passes its fault points in order', async () => {
    const faults = armFaults({});
    const { here, call } = engineWorld({ faults });
    await here.leased(call(1), (lease) => lease.step('one', async () => 1));
    expect(faults.passed).toEqual([
      'before-claim',
      'after-claim',
      'before-effect',
      'before-step',
      'after-step',
      'after-step-stored',
      'after-effect',
      'before-store-answer',
      'after-commit',
    ]);
    await here.leased(call(2, { key: 'l' }), failing).catch(() => {});
    expect(faults.passed.slice(9)).toEqual([
      'before-claim',
      'after-claim',
      'before-effect',
      'before-release',
    ]);
  });
});

describe('a holder that vanished', () => {
  /** A process that hangs at a point for good, as one that was killed does. */
  const hangingAt = (point: string) => {
    const gate = openableGate();
    return { gate, ...engineWorld({ faults: armFaults({ [point]: gate.arrive }) }) };
  };

  it('I2 is taken over when its lease runs out, after the steps it had finished', async () => {
    const { here, there, runtime, call } = hangingAt('after-step-stored');
    let effects = 0;
    const work = async (lease: LeasedHandle) => {
      const n = await lease.step('one', async () => ++effects);
      return { n, takenOver: lease.takenOver };
    };
    watch(here.leased(call(1, { budgetMs: 1_000 }), work));
    await runtime.settle();
    const next = watch(there.leased(call(1, { budgetMs: 10_000 }), work));
    await runtime.advance(1_199);
    expect(next.state).toBe('pending');
    await runtime.advance(600);
    expect(next.value).toMatchObject({
      value: { n: 1, takenOver: true },
      outcome: 'taken_over',
      replayed: false,
    });
  });

  it('I2 can not write over the one that took its place', async () => {
    const { here, there, runtime, call, gate, events, memory, id } = hangingAt('before-store-answer');
    const late = watch(here.leased(call(1, { budgetMs: 1_000 }), async () => 'late'));
    await gate.reached;
    await runtime.advance(1_200);
    expect((await there.leased(call(1), async () => 'new')).outcome).toBe('taken_over');
    gate.open();
    await runtime.settle();
    expect(late.error).toMatchObject({ code: 'idempotency_lease_lost', retryable: true });
    expect(events.at(-1)?.outcome).toBe('lease_lost');
    expect((await there.leased(call(1), async () => 'third')).value).toBe('new');
    expect(memory.inspect().replaysOf(id)).toBe(0);
  });

  it('loses to nobody else its key: another input stays refused for the rest of the window', async () => {
    const { here, there, runtime, call } = hangingAt('after-claim');
    watch(here.leased(call(1, { budgetMs: 1_000 }), async () => 'lost'));
    await runtime.advance(2_000);
    await expect(there.leased(call(2), async () => 'two')).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
  });
});

describe('a step', () => {
  it('is told its name, a repeat key and the deadline', async () => {
    const { here, there, call } = engineWorld();
    const told: StepContext[] = [];
    const note = async (step: StepContext) => {
      told.push(step);
      throw new WorkFailed();
    };
    await here.leased(call(1), (lease) => lease.step('one', note)).catch(() => {});
    await there.leased(call(1), (lease) => lease.step('one', note)).catch(() => {});
    await here.leased(call(1), (lease) => lease.step('two', note)).catch(() => {});
    await here.leased(call(2), (lease) => lease.step('one', note)).catch(() => {});
    await here.leased(call(1, { key: 'l' }), (lease) => lease.step('one', note)).catch(() => {});
    const keys = told.map(({ repeatKey }) => repeatKey);
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(new Set(keys).size).toBe(4);
    expect(told[0]?.name).toBe('one');
    expect(told[0]?.deadline.budgetMs).toBe(5_000);
  });

  it('runs once, also when asked for twice at a time; its result is what JSON keeps of it', async () => {
    const { here, call } = engineWorld();
    let runs = 0;
    const answer = await here.leased(call(1), async (lease) => {
      const step = () => lease.step('one', async () => ({ run: ++runs, at: new Date(0) }));
      const together = await Promise.all([step(), step()]);
      return [...together, await step(), await lease.step('none', async () => undefined)];
    });
    const once = { run: 1, at: '1970-01-01T00:00:00.000Z' };
    expect(answer.value).toEqual([once, once, once, null]);
  });

  it('that failed may be tried again in the same call', async () => {
    const { here, call } = engineWorld();
    const answer = await here.leased(call(1), async (lease) => {
      await lease.step('one', failing).catch(() => {});
      return lease.step('one', async () => 'second try');
    });
    expect(answer.value).toBe('second try');
  });

  it('is not remembered when its result cannot be', async () => {
    const { here, call } = engineWorld();
    await expect(here.leased(call(1), (lease) => lease.step('one', async () => 1n))).rejects.toMatchObject({
      code: 'unserialisable_answer',
    });
    expect((await here.leased(call(1), (lease) => lease.step('one', async () => 1))).value).toBe(1);
  });

  it('is remembered although the budget ran out while it worked', async () => {
    const { here, there, runtime, call } = engineWorld();
    const { work, resolve } = handWork<string>();
    const first = watch(here.leased(call(1, { budgetMs: 500 }), (lease) => lease.step('one', work)));
    await runtime.advance(600);
    resolve('effect');
    await runtime.settle();
    // And the answer with it: the effect has happened.
    expect(first.value?.value).toBe('effect');
    expect((await there.leased(call(1), failing)).value).toBe('effect');
  });

  it('does not start once the deadline is over', async () => {
    const { here, runtime, call, events } = engineWorld();
    const mine = call(1, { budgetMs: 500 });
    let started = false;
    const running = watch(
      here.leased(mine, async (lease) => {
        await sleep(600, { runtime });
        return lease.step('late', async () => {
          started = true;
        });
      }),
    );
    await runtime.advance(600);
    expect([running.state, started]).toEqual(['rejected', false]);
    expect(running.error).toMatchObject({ code: 'deadline_exceeded' });
    expect(events.at(-1)?.outcome).toBe('released');
  });
});

describe('a step in a transaction', () => {
  it('commits with the effect it is remembered with', async () => {
    const { here, there, memory, call } = engineWorld();
    let effects = 0;
    const work = (end: () => Promise<unknown>) => async (lease: LeasedHandle<never>) => {
      const n = await memory.transact((tx) =>
        lease.stepInTransaction(tx as never, 'file', async ({ name }) => {
          tx.onCommit(() => {
            effects += 1;
          });
          return name;
        }),
      );
      await end();
      return n;
    };
    await expect(here.leased(call(1), work(failing) as never)).rejects.toBeInstanceOf(WorkFailed);
    expect((await there.leased(call(1), work(async () => {}) as never)).value).toBe('file');
    expect(effects).toBe(1);
  });

  it('is forgotten with a transaction that rolled back', async () => {
    const faults = armFaults({});
    const { here, memory, call } = engineWorld({ faults });
    let runs = 0;
    const step = (lease: LeasedHandle<never>, end: () => Promise<unknown>) =>
      memory.transact(async (tx) => {
        await lease.stepInTransaction(tx as never, 'file', async () => ++runs);
        return end();
      });
    const answer = await here.leased(call(1), async (lease) => {
      await step(lease as never, failing).catch(() => {});
      await step(lease as never, async () => {});
      return runs;
    });
    expect(answer.value).toBe(2);
    expect(faults.passed.slice(3, 7)).toEqual(['before-step', 'after-step', 'before-step', 'after-step']);
  });

  it('commits nothing for a worker that lost its lease', async () => {
    const { here, there, runtime, memory, call } = engineWorld();
    const gate = openableGate();
    let effects = 0;
    const late = watch(
      here.leased(call(1, { budgetMs: 500 }), (lease) =>
        memory.transact((tx) =>
          lease.stepInTransaction(tx, 'file', async () => {
            tx.onCommit(() => {
              effects += 1;
            });
            await gate.arrive();
          }),
        ),
      ),
    );
    await runtime.advance(2_000);
    await there.leased(call(1), async () => 'new');
    gate.open();
    await runtime.settle();
    expect(late.error).toMatchObject({ code: 'idempotency_lease_lost' });
    expect(effects).toBe(0);
  });
});

describe('what a step or a lease does after the call', () => {
  it('is refused', async () => {
    const { here, call } = engineWorld();
    let kept: LeasedHandle | undefined;
    await here.leased(call(1), async (lease) => {
      kept = lease;
    });
    await expect(kept?.renew()).rejects.toMatchObject({ code: 'idempotency_lease_lost' });
    await expect(kept?.step('late', async () => 1)).rejects.toMatchObject({ code: 'idempotency_lease_lost' });
  });
});

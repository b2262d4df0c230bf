import { describe, expect, it } from 'vitest';
import { createIdempotency, Deadline, type MemoryTx } from '../../src/index.ts';
import { armFaults } from '../../src/testing.ts';
import { watch } from '../suites/suite.ts';
import { engineWorld, handWork, WorkFailed } from './engine-world.ts';

describe('atomic', () => {
  it('I2 I3 runs once, and gives every repeat the same text, here and elsewhere', async () => {
    const { here, there, call, events } = engineWorld();
    let effects = 0;
    const work = async (tx: MemoryTx) => {
      tx.onCommit(() => {
        effects += 1;
      });
      return { id: 7, at: new Date(0), gone: undefined };
    };
    const first = await here.atomic(call({ a: 1, b: 2 }), work);
    const again = await here.atomic(call({ b: 2, a: 1 }), work);
    const elsewhere = await there.atomic(call({ a: 1, b: 2 }), work);
    const text = '{"id":7,"at":"1970-01-01T00:00:00.000Z"}';
    const value = { id: 7, at: '1970-01-01T00:00:00.000Z' };
    expect(first).toEqual({ value, text, outcome: 'fresh', replayed: false });
    expect(again).toEqual({ value, text, outcome: 'replayed', replayed: true });
    expect(elsewhere).toEqual(again);
    expect(effects).toBe(1);
    const event = {
      type: 'idempotency',
      mode: 'atomic',
      scope: 'anna/orders.create',
      durationMs: 0,
      waits: 0,
    };
    expect(events).toEqual([
      { ...event, outcome: 'fresh' },
      { ...event, outcome: 'replayed' },
    ]);
  });

  it('repeats an answer that is nothing', async () => {
    const { here, call } = engineWorld();
    await here.atomic(call(1), async () => undefined);
    expect(await here.atomic(call(1), async () => 5)).toEqual({
      value: undefined,
      text: undefined,
      outcome: 'replayed',
      replayed: true,
    });
  });

  it('refuses another input with 422, and lets nothing of it happen', async () => {
    const { here, there, call, events } = engineWorld();
    await here.atomic(call(1), async () => 'one');
    for (const engine of [here, there]) {
      await expect(engine.atomic(call(2), async () => 'two')).rejects.toMatchObject({
        code: 'idempotency_key_reused',
        retryable: false,
      });
    }
    expect(events.at(-1)?.outcome).toBe('key_reused');
  });

  it('I4 a failure leaves nothing and frees the key, for any input', async () => {
    const { here, memory, call, events } = engineWorld();
    let effects = 0;
    const failing = here.atomic(call(1), async (tx) => {
      tx.onCommit(() => {
        effects += 1;
      });
      throw new WorkFailed();
    });
    await expect(failing).rejects.toBeInstanceOf(WorkFailed);
    expect([effects, memory.inspect().records]).toEqual([0, 0]);
    expect((await here.atomic(call(2), async () => 'two')).outcome).toBe('fresh');
    expect(events.map(({ outcome }) => outcome)).toEqual(['failed', 'fresh']);
  });

  it('I4 an answer that cannot be stored rolls its effects back', async () => {
    const { here, memory, call } = engineWorld();
    await expect(here.atomic(call(1), async () => 1n)).rejects.toMatchObject({
      code: 'unserialisable_answer',
    });
    expect(memory.inspect().records).toBe(0);
  });

  it('acts again when the window, counted from the claim, is over', async () => {
    const { here, runtime, call } = engineWorld();
    await here.atomic(call(1), async () => {
      await runtime.advance(10_000);
      return 'first';
    });
    await runtime.advance(49_999);
    expect((await here.atomic(call(1), async () => 'again')).value).toBe('first');
    await runtime.advance(1);
    expect((await here.atomic(call(2), async () => 'again')).value).toBe('again');
  });

  it.each(['after-claim', 'before-effect', 'after-effect', 'before-store-answer', 'before-commit'])(
    'I4 a crash %s leaves nothing',
    async (point) => {
      const faults = armFaults({
        [point]: () => {
          throw new WorkFailed();
        },
      });
      const { here, there, memory, call } = engineWorld({ faults });
      await expect(here.atomic(call(1), async () => 'lost')).rejects.toBeInstanceOf(WorkFailed);
      expect(memory.inspect().records).toBe(0);
      expect((await there.atomic(call(1), async () => 'done')).outcome).toBe('fresh');
    },
  );

  it('I1 a crash after the commit leaves the answer', async () => {
    const faults = armFaults({
      'after-commit': () => {
        throw new WorkFailed();
      },
    });
    const { here, there, call } = engineWorld({ faults });
    await expect(here.atomic(call(1), async () => 'done')).rejects.toBeInstanceOf(WorkFailed);
    expect(await there.atomic(call(1), async () => 'again')).toMatchObject({
      value: 'done',
      outcome: 'replayed',
    });
  });

  it('passes its fault points in order; a repeat passes the first alone', async () => {
    const faults = armFaults({});
    const { here, call } = engineWorld({ faults });
    await here.atomic(call(1), async () => 1);
    const all = [
      'before-claim',
      'after-claim',
      'before-effect',
      'after-effect',
      'before-store-answer',
      'before-commit',
      'after-commit',
    ];
    expect(faults.passed).toEqual(all);
    await here.atomic(call(1), async () => 1);
    expect(faults.passed).toEqual([...all, 'before-claim']);
  });
});

describe('a key that is held in another process', () => {
  it('I3 is waited for with growing pauses and nothing in hand, then answered alike', async () => {
    const { here, there, runtime, call, events } = engineWorld();
    const { work, resolve } = handWork<string>();
    const holding = watch(there.atomic(call(1), work));
    await runtime.settle();
    let opened = 0;
    const mine = call(1);
    const transact: typeof mine.transact = (body) => {
      opened += 1;
      return mine.transact(body);
    };
    const waiting = watch(here.atomic({ ...mine, transact }, async () => 'second'));
    await runtime.advance(1_000);
    // It asked once inside a transaction, which ended at once; since then it only looks.
    expect([waiting.state, opened]).toEqual(['pending', 1]);
    resolve('first');
    await runtime.settle();
    expect(holding.value).toMatchObject({ value: 'first', outcome: 'fresh' });
    await runtime.advance(500);
    expect(waiting.value).toMatchObject({ value: 'first', outcome: 'waited', replayed: true });
    expect(events[0]?.outcome).toBe('waited');
    expect(events[0]?.waits).toBeGreaterThan(3);
    expect(events[0]?.waits).toBeLessThan(12);
  });

  it('is run here when its holder failed', async () => {
    const { here, there, runtime, call } = engineWorld();
    const { work, reject } = handWork<string>();
    const holding = watch(there.atomic(call(1), work));
    await runtime.settle();
    const waiting = watch(here.atomic(call(1), async () => 'second'));
    await runtime.advance(100);
    reject(new WorkFailed());
    await runtime.advance(500);
    expect(holding.state).toBe('rejected');
    expect(waiting.value).toMatchObject({ value: 'second', outcome: 'fresh' });
  });

  it('is a 409 with Retry-After, said in time, when the budget is shorter', async () => {
    const { here, there, runtime, call, events } = engineWorld();
    watch(there.atomic(call(1), handWork().work));
    await runtime.settle();
    const waiting = watch(here.atomic(call(1, { budgetMs: 2_000 }), async () => 'second'));
    await runtime.advance(1_899);
    expect(waiting.state).toBe('pending');
    await runtime.advance(1);
    expect(waiting.error).toMatchObject({
      code: 'idempotency_in_progress',
      retryable: true,
      retryAfterMs: 1_000,
    });
    expect(events).toMatchObject([{ outcome: 'conflict', durationMs: 1_900 }]);
  });

  it('goes on after a worker of the other mode that vanished', async () => {
    const { here, there, runtime, call } = engineWorld();
    watch(there.leased(call(1, { budgetMs: 500 }), () => new Promise(() => {})));
    await runtime.advance(700);
    expect((await here.atomic(call(1), async () => 'done')).outcome).toBe('taken_over');
  });

  it('is no longer waited for when the caller leaves', async () => {
    const { here, there, runtime, call } = engineWorld();
    watch(there.atomic(call(1), handWork().work));
    await runtime.settle();
    const mine = call(1);
    const waiting = watch(here.atomic(mine, async () => 'second'));
    await runtime.advance(30);
    mine.deadline.abort('caller_left');
    await runtime.settle();
    expect(waiting.error).toMatchObject({ code: 'caller_left' });
  });
});

describe('what is told about a call', () => {
  it('goes no further when its listener throws', async () => {
    const { memory, runtime, call } = engineWorld();
    const engine = createIdempotency({
      store: memory,
      runtime,
      onEvent: () => {
        throw new WorkFailed();
      },
    });
    expect((await engine.atomic(call(1), async () => 1)).value).toBe(1);
  });

  it('holds how long it took', async () => {
    const { here, runtime, call, events } = engineWorld();
    const running = here.atomic(call(1), async () => {
      await runtime.advance(70);
      return 1;
    });
    await running;
    expect(events[0]?.durationMs).toBe(70);
  });
});

describe('the number of replays', () => {
  it('is written about once a second, in one statement, and not in the way of an answer', async () => {
    const written: unknown[] = [];
    const { here, runtime, call, memory, id } = engineWorld({
      store: (store) => ({
        ...store,
        countReplays: (counts, deadline) => {
          written.push(structuredClone(counts));
          expect(deadline).toBeInstanceOf(Deadline);
          expect(deadline.budgetMs).toBe(1_000);
          return store.countReplays(counts, deadline);
        },
      }),
    });
    await here.atomic(call(1), async () => 1);
    await here.atomic(call(1, { key: 'other' }), async () => 1);
    for (let i = 0; i < 3; i += 1) await here.atomic(call(1), async () => 1);
    await here.atomic(call(1, { key: 'other' }), async () => 1);
    await runtime.advance(999);
    expect(written).toEqual([]);
    await runtime.advance(1);
    const counts = [
      { ...id, replays: 3 },
      { ...id, key: 'other', replays: 1 },
    ];
    expect(written).toEqual([counts]);
    expect(memory.inspect().replaysOf(id)).toBe(3);
    await here.flush();
    expect(written).toHaveLength(1);
    await here.atomic(call(1), async () => 1);
    await here.flush();
    await runtime.advance(5_000);
    expect(written).toEqual([counts, [{ ...id, replays: 1 }]]);
  });

  it('is let go when it can not be written', async () => {
    let tries = 0;
    const { here, runtime, call } = engineWorld({
      store: (store) => ({
        ...store,
        countReplays: () => {
          tries += 1;
          return Promise.reject(new WorkFailed());
        },
      }),
    });
    await here.atomic(call(1), async () => 1);
    await here.atomic(call(1), async () => 1);
    await runtime.advance(10_000);
    await here.flush();
    expect(tries).toBe(1);
  });
});

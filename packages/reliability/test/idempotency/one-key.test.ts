import { describe, expect, it, vi } from 'vitest';
import { armFaults, openableGate } from '../../src/testing.ts';
import { watch } from '../suites/suite.ts';
import { engineWorld, handWork, WorkFailed } from './engine-world.ts';

describe('calls of one key in one process', () => {
  it('share one run; only the first opens a transaction', async () => {
    const { here, runtime, call, events, memory, id } = engineWorld();
    const { work, resolve } = handWork<{ n: number }>();
    const all = Array.from({ length: 50 }, () => watch(here.atomic(call(1), work)));
    await runtime.settle();
    resolve({ n: 1 });
    await runtime.settle();
    expect(all.map(({ value }) => value?.outcome)).toEqual(['fresh', ...Array(49).fill('joined')]);
    expect(all.every(({ value }) => value?.text === '{"n":1}')).toBe(true);
    // Everyone gets an object of their own.
    expect(all[1]?.value?.value).not.toBe(all[2]?.value?.value);
    expect(events.filter(({ outcome }) => outcome === 'joined')).toHaveLength(49);
    await here.flush();
    expect(memory.inspect().replaysOf(id)).toBe(49);
  });

  it('are another call when key or scope is another', async () => {
    const { here, runtime, call } = engineWorld();
    watch(here.atomic(call(1), handWork().work));
    const otherKey = await here.atomic(call(1, { key: 'k2' }), async () => 2);
    const otherScope = await here.atomic({ ...call(1), scope: 'bob/orders.create' }, async () => 3);
    await runtime.settle();
    expect([otherKey.outcome, otherScope.outcome]).toEqual(['fresh', 'fresh']);
  });

  it('go on by themselves, one after the other, when the first failed', async () => {
    const { here, runtime, call } = engineWorld();
    const { work, reject } = handWork<string>();
    const first = watch(here.atomic(call(1), work));
    const others = ['b', 'c'].map((value) => watch(here.atomic(call(1), async () => value)));
    await runtime.settle();
    reject(new WorkFailed());
    await runtime.settle();
    expect(first.error).toBeInstanceOf(WorkFailed);
    expect(others.map(({ value }) => [value?.value, value?.outcome])).toEqual([
      ['b', 'fresh'],
      ['b', 'joined'],
    ]);
  });

  it('are a 409 in time when they have less of it than the first', async () => {
    const { here, runtime, call } = engineWorld();
    const { work, resolve } = handWork<string>();
    const first = watch(here.atomic(call(1), work));
    const hasty = watch(here.atomic(call(1, { budgetMs: 300 }), work));
    const gone = call(1);
    const leaving = watch(here.atomic(gone, work));
    await runtime.advance(199);
    expect(hasty.state).toBe('pending');
    await runtime.advance(1);
    expect(hasty.error).toMatchObject({ code: 'idempotency_in_progress', retryAfterMs: 1_000 });
    gone.deadline.abort('shutdown');
    await runtime.settle();
    expect(leaving.error).toMatchObject({ code: 'shutting_down' });
    const late = call(1);
    late.deadline.abort('caller_left');
    await expect(here.atomic(late, work)).rejects.toMatchObject({ code: 'caller_left' });
    resolve('done');
    await runtime.settle();
    expect(first.value?.value).toBe('done');
    // Of the two deadlines that still run: waiting has left none.
    expect(runtime.pendingTimers()).toBe(2);
  });

  it('wait for as long as it takes when their time has no end', async () => {
    const { here, runtime, call } = engineWorld();
    const { work, resolve } = handWork<string>();
    watch(here.atomic(call(1, { budgetMs: Number.POSITIVE_INFINITY }), work));
    const patient = watch(here.atomic(call(1, { budgetMs: Number.POSITIVE_INFINITY }), work));
    await runtime.advance(3_600_000);
    expect([patient.state, runtime.pendingTimers()]).toEqual(['pending', 0]);
    resolve('done');
    await runtime.settle();
    expect(patient.value?.outcome).toBe('joined');
  });

  it('with another input are refused as soon as the first has the key', async () => {
    const { here, runtime, call } = engineWorld();
    watch(here.atomic(call(1), handWork().work));
    const refused = watch(here.atomic(call(2), async () => 'two'));
    await runtime.settle();
    expect(refused.error).toMatchObject({ code: 'idempotency_key_reused' });
  });

  it('I3 with the right input are answered while one with a wrong input is being refused', async () => {
    const { here, there, runtime, call } = engineWorld();
    const { work, resolve } = handWork<string>();
    const holding = watch(there.atomic(call('right'), work));
    await runtime.settle();
    const wrong = watch(here.atomic(call('wrong'), async () => 'never'));
    const right = watch(here.atomic(call('right'), async () => 'second'));
    await runtime.settle();
    resolve('first');
    await runtime.advance(1_000);
    expect(holding.value?.value).toBe('first');
    expect(wrong.error).toMatchObject({ code: 'idempotency_key_reused' });
    expect(right.value).toMatchObject({ value: 'first', replayed: true });
  });

  it('I3 get their own answer from a window that began after the one the first had its key in', async () => {
    const { here, there, runtime, memory, call } = engineWorld();
    const slowAnswer = Promise.withResolvers<void>();
    const slow: typeof memory.transact = async (body) => {
      const result = await memory.transact(body);
      await slowAnswer.promise;
      return result;
    };
    // Committed, and its process does not know yet when the window ends.
    const first = watch(here.atomic({ ...call(1), windowMs: 100, transact: slow }, async () => 'one'));
    await runtime.advance(100);
    await there.atomic(call(2), async () => 'two');
    const own = watch(here.atomic(call(2), async () => 'never'));
    await runtime.settle();
    expect(own.value).toMatchObject({ value: 'two', outcome: 'replayed' });
    slowAnswer.resolve();
    await runtime.settle();
    expect(first.value?.value).toBe('one');
  });

  it('with another input run when the first failed before it had the key', async () => {
    const gate = openableGate();
    const faults = armFaults({
      'before-claim': async (count) => {
        if (count > 1) return;
        await gate.arrive();
        throw new WorkFailed();
      },
    });
    const { here, runtime, call } = engineWorld({ faults });
    const first = watch(here.atomic(call(1), async () => 'one'));
    const other = watch(here.atomic(call(2), async () => 'two'));
    await runtime.settle();
    expect(other.state).toBe('pending');
    gate.open();
    await runtime.settle();
    expect(first.error).toBeInstanceOf(WorkFailed);
    expect(other.value).toMatchObject({ value: 'two', outcome: 'fresh' });
  });

  it('leave nothing on the signal they waited under', async () => {
    const { here, runtime, call } = engineWorld();
    const { work, resolve } = handWork<string>();
    watch(here.atomic(call(1), work));
    const joining = call(1);
    const removed = vi.spyOn(joining.deadline.signal, 'removeEventListener');
    const joined = watch(here.atomic(joining, work));
    await runtime.settle();
    resolve('done');
    await runtime.settle();
    expect(joined.value?.outcome).toBe('joined');
    expect(removed).toHaveBeenCalledExactlyOnceWith('abort', expect.any(Function));
  });

  it('with another input are refused when the first only repeats an answer', async () => {
    const { here, runtime, call } = engineWorld();
    await here.atomic(call(1), async () => 'one');
    const repeat = watch(here.atomic(call(1), async () => 'again'));
    const other = watch(here.atomic(call(2), async () => 'two'));
    await runtime.settle();
    expect(repeat.value?.outcome).toBe('replayed');
    expect(other.error).toMatchObject({ code: 'idempotency_key_reused' });
  });
});

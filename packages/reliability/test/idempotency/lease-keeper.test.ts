import { describe, expect, it } from 'vitest';
import {
  createIdempotency,
  type Deadline,
  type IdempotencyStore,
  type LeasedHandle,
  type MemoryTx,
  sleep,
} from '../../src/index.ts';
import { watch } from '../suites/suite.ts';
import { engineWorld, handWork, WorkFailed } from './engine-world.ts';

type Store = IdempotencyStore<MemoryTx>;

/** Notes leases asked for, in ms, and lets a test answer renewals. */
function watchedStore(renew?: (times: number, inner: () => Promise<boolean>) => Promise<boolean>) {
  const leases: number[] = [];
  const renewedAtMs: number[] = [];
  let nowMs = () => 0;
  const store = (inner: Store): Store => ({
    ...inner,
    claimLease: (claim, leaseMs, deadline) => {
      leases.push(leaseMs);
      return inner.claimLease(claim, leaseMs, deadline);
    },
    renewLease: (lease, leaseMs, deadline) => {
      leases.push(leaseMs);
      renewedAtMs.push(nowMs());
      const usual = () => inner.renewLease(lease, leaseMs, deadline);
      return renew?.(renewedAtMs.length, usual) ?? usual();
    },
  });
  const world = engineWorld({ store });
  const startMs = world.runtime.monotonicMs();
  nowMs = () => world.runtime.monotonicMs() - startMs;
  return { ...world, store: store(world.memory), leases, renewedAtMs, nowMs };
}

const failing = async () => {
  throw new WorkFailed();
};

describe('a lease', () => {
  it('lasts as long as the deadline and a little longer, and is not renewed then', async () => {
    const { here, runtime, call, leases } = watchedStore();
    const { work, resolve } = handWork<string>();
    watch(here.leased(call(1), work));
    await runtime.advance(4_900);
    resolve('done');
    await runtime.settle();
    expect(leases).toEqual([5_200]);
    expect(runtime.pendingTimers()).toBe(1);
  });

  it('is 30 s at most unless told otherwise, and renewed three times in that time', async () => {
    const { here, runtime, call, leases, renewedAtMs } = watchedStore();
    watch(here.leased(call(1, { budgetMs: 100_000 }), handWork().work));
    await runtime.advance(31_000);
    expect(leases.slice(0, 4)).toEqual([30_200, 30_200, 30_200, 30_200]);
    expect(renewedAtMs.map(Math.round)).toEqual([10_067, 20_133, 30_200]);
  });

  it('is kept for as long as the work runs, cut to what the deadline leaves', async () => {
    const { here, there, runtime, call, leases } = watchedStore();
    const { work, resolve } = handWork<string>();
    const running = watch(here.leased(call(1, { budgetMs: 10_000, maxLeaseMs: 1_000 }), work));
    await runtime.advance(9_000);
    const other = watch(there.leased(call(1, { budgetMs: 500 }), failing));
    await runtime.advance(500);
    expect(other.error).toMatchObject({ code: 'idempotency_in_progress' });
    resolve('done');
    await runtime.settle();
    expect(running.value?.outcome).toBe('fresh');
    expect(leases[0]).toBe(1_200);
    expect(Math.max(...leases)).toBe(1_200);
    const renewals = leases.length;
    await runtime.advance(60_000);
    expect(leases).toHaveLength(renewals);
  });

  it('can be renewed by hand', async () => {
    const { here, call, leases } = watchedStore();
    await here.leased(call(1), (lease) => lease.renew());
    expect(leases).toEqual([5_200, 5_200]);
  });

  it('is not renewed after the deadline', async () => {
    const { here, runtime, call } = watchedStore();
    const running = watch(
      here.leased(call(1, { budgetMs: 500 }), async (lease) => {
        await sleep(510, { runtime });
        await lease.renew();
      }),
    );
    await runtime.advance(510);
    expect(running.error).toMatchObject({ code: 'deadline_exceeded' });
  });
});

describe('a renewal', () => {
  it('that fails is tried again in time', async () => {
    const { here, runtime, call, renewedAtMs } = watchedStore((times, inner) =>
      times <= 2 ? Promise.reject(new WorkFailed()) : inner(),
    );
    const { work, resolve } = handWork<string>();
    const running = watch(here.leased(call(1, { budgetMs: 20_000, maxLeaseMs: 1_000 }), work));
    await runtime.advance(1_500);
    expect(renewedAtMs.slice(0, 3)).toEqual([400, 800, 1_000]);
    resolve('done');
    await runtime.settle();
    expect(running.value?.outcome).toBe('fresh');
  });

  it('that never comes through ends the work before the lease runs out', async () => {
    const { here, runtime, call, nowMs, events } = watchedStore(failing);
    let endedAtMs: number | undefined;
    const running = watch(
      here.leased(call(1, { budgetMs: 20_000, maxLeaseMs: 1_000 }), async ({ deadline }) => {
        deadline.signal.addEventListener('abort', () => {
          endedAtMs = nowMs();
        });
        await sleep(15_000, deadline);
      }),
    );
    await runtime.advance(5_000);
    expect(endedAtMs).toBe(1_000);
    expect(running.error).toMatchObject({ code: 'idempotency_lease_lost' });
    expect((running.error as Error).cause).toMatchObject({ code: 'caller_left' });
    expect(events.at(-1)?.outcome).toBe('lease_lost');
    expect(runtime.pendingTimers()).toBe(1);
  });

  it('that hangs is given up while there is lease left', async () => {
    const { here, runtime, call, nowMs } = watchedStore(() => new Promise(() => {}));
    let endedAtMs: number | undefined;
    const running = watch(
      here.leased(call(1, { budgetMs: 20_000, maxLeaseMs: 1_000 }), async ({ deadline }) => {
        await sleep(15_000, deadline).finally(() => {
          endedAtMs = nowMs();
        });
      }),
    );
    await runtime.advance(5_000);
    expect(endedAtMs).toBe(1_000);
    expect(running.error).toMatchObject({ code: 'idempotency_lease_lost' });
  });

  it('that finds another holder ends the work at once', async () => {
    const { here, runtime, call, nowMs, events } = watchedStore(async () => false);
    let endedAtMs: number | undefined;
    const running = watch(
      here.leased(call(1, { budgetMs: 20_000, maxLeaseMs: 1_000 }), async ({ deadline }) => {
        await sleep(15_000, deadline).finally(() => {
          endedAtMs = nowMs();
        });
      }),
    );
    await runtime.advance(5_000);
    expect(endedAtMs).toBe(400);
    expect(running.error).toMatchObject({ code: 'idempotency_lease_lost' });
    expect(events.at(-1)?.outcome).toBe('lease_lost');
  });
});

// As when the process was suspended: the work goes on before the timers that should have renewed the lease fire.
describe('a step on a lease that may have run out', () => {
  const suspended = () => {
    const world = watchedStore();
    const timerless = { ...world.runtime, setTimer: () => ({ cancel: () => {} }) };
    return { ...world, here: createIdempotency({ store: world.store, runtime: timerless }) };
  };

  it('renews it first', async () => {
    const { here, runtime, call, renewedAtMs } = suspended();
    const running = watch(
      here.leased(call(1, { budgetMs: 20_000, maxLeaseMs: 1_000 }), async (lease) => {
        await sleep(1_199, { runtime });
        await lease.step('in time', async () => 1);
        await sleep(1, { runtime });
        return lease.step('late', async () => 'on a new lease');
      }),
    );
    await runtime.advance(1_200);
    expect(running.value?.value).toBe('on a new lease');
    expect(renewedAtMs).toEqual([1_200]);
  });

  it('does not start when it is another worker’s', async () => {
    const { here, there, runtime, call } = suspended();
    const started: string[] = [];
    const late = watch(
      here.leased(call(1, { budgetMs: 20_000, maxLeaseMs: 1_000 }), async (lease) => {
        await sleep(3_000, { runtime });
        const step = async ({ name }: { name: string }) => void started.push(name);
        await lease.step('one', step).catch(() => {});
        await lease.stepInTransaction(undefined as never, 'two', step);
      }),
    );
    await runtime.advance(1_300);
    const next = watch(there.leased(call(1), handWork().work));
    await runtime.advance(1_800);
    expect([late.state, started, next.state]).toEqual(['rejected', [], 'pending']);
    expect(late.error).toMatchObject({ code: 'idempotency_lease_lost' });
  });
});

describe('when the store can not be reached', () => {
  it('a claim whose answer got lost is given back', async () => {
    const { here, there, call, events, memory } = engineWorld({
      store: (inner) => {
        let lost = false;
        return {
          ...inner,
          claimLease: async (...claim) => {
            const decision = await inner.claimLease(...claim);
            if (lost) return decision;
            lost = true;
            throw new WorkFailed();
          },
        };
      },
    });
    await expect(here.leased(call(1), async () => 'never')).rejects.toBeInstanceOf(WorkFailed);
    expect(events.at(-1)?.outcome).toBe('released');
    expect(memory.inspect().records).toBe(1);
    expect((await there.leased(call(1), async () => 'done')).outcome).toBe('fresh');
  });

  it('a claim that never arrived, and a key that can not be given back, have failed', async () => {
    const { here, call, events } = engineWorld({
      store: (inner) => ({ ...inner, claimLease: failing, releaseLease: failing }),
    });
    await expect(here.leased(call(1), async () => 'never')).rejects.toBeInstanceOf(WorkFailed);
    expect(events.at(-1)?.outcome).toBe('failed');
  });

  it('an end that can not be written fails the call; the lease runs out by itself', async () => {
    const { here, runtime, call, events } = engineWorld({
      store: (inner) => ({ ...inner, completeLease: failing, releaseLease: failing }),
    });
    await expect(here.leased(call(1, { budgetMs: 500 }), async () => 'lost')).rejects.toBeInstanceOf(
      WorkFailed,
    );
    expect(events.at(-1)?.outcome).toBe('failed');
    const next = watch(here.leased(call(1), async ({ takenOver }) => takenOver));
    await runtime.advance(1_500);
    expect(next.error).toBeInstanceOf(WorkFailed);
  });
});

describe('what is written down at the end', () => {
  it('has the rest of the budget for it, and 200 ms when that is over', async () => {
    const budgets: [string, number][] = [];
    const { here, runtime, call } = engineWorld({
      store: (inner) => {
        const noting =
          <A extends unknown[]>(name: string, method: (...args: [...A, Deadline]) => Promise<boolean>) =>
          (...args: [...A, Deadline]) => {
            const deadline = args.at(-1) as Deadline;
            expect(deadline.runtime).toBe(runtime);
            budgets.push([name, deadline.budgetMs]);
            return method(...args);
          };
        return {
          ...inner,
          rememberStep: noting('step', inner.rememberStep),
          completeLease: noting('complete', inner.completeLease),
          releaseLease: noting('release', inner.releaseLease),
        };
      },
    });
    const work = async (lease: LeasedHandle) => {
      await lease.step('one', () => sleep(300, { runtime }));
      await sleep(600, { runtime });
    };
    const inTime = watch(here.leased(call(1, { budgetMs: 1_000 }), work));
    await runtime.advance(1_000);
    const late = watch(
      here.leased(call(1, { key: 'late', budgetMs: 800 }), (lease) => work(lease).then(failing)),
    );
    await runtime.advance(1_000);
    expect([inTime.state, late.state]).toEqual(['fulfilled', 'rejected']);
    expect(budgets).toEqual([
      ['step', 700],
      ['complete', 200],
      ['step', 500],
      ['release', 200],
    ]);
  });

  it('is all: a lease that was kept asks the store for nothing more', async () => {
    const { here, runtime, call, renewedAtMs } = watchedStore();
    let kept: LeasedHandle | undefined;
    await here.leased(call(1, { budgetMs: 20_000, maxLeaseMs: 1_000 }), async (lease) => {
      kept = lease;
    });
    await runtime.advance(5_000);
    await expect(kept?.renew()).rejects.toMatchObject({ code: 'idempotency_lease_lost' });
    expect(renewedAtMs).toEqual([]);
    expect(kept?.deadline.abortKind).toBeUndefined();
  });
});

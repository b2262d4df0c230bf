import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { Deadline, sleep } from '../src/index.ts';
import { createTestRuntime } from '../src/testing.ts';

describe('sleep', () => {
  it('ends after its time and not before', async () => {
    const runtime = createTestRuntime();
    let awake = false;
    const sleeping = sleep(100, { runtime }).then(() => {
      awake = true;
    });
    await runtime.advance(99);
    expect(awake).toBe(false);
    await runtime.advance(1);
    await sleeping;
    expect(awake).toBe(true);
  });

  it('rejects at once with the reason when aborted, and leaves neither timer nor listener', async () => {
    const runtime = createTestRuntime();
    const controller = new AbortController();
    const sleeping = sleep(100, { runtime, signal: controller.signal });
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
    expect(runtime.pendingTimers()).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  it('does not start when the signal is aborted already', async () => {
    const runtime = createTestRuntime();
    const reason = new Error('before');
    await expect(sleep(100, { runtime, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(runtime.pendingTimers()).toBe(0);
  });

  it('leaves no listener after an undisturbed night', async () => {
    const runtime = createTestRuntime();
    const { signal } = new AbortController();
    const sleeping = sleep(100, { runtime, signal });
    await runtime.advance(100);
    await sleeping;
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('takes a deadline as it is', async () => {
    const runtime = createTestRuntime();
    using deadline = Deadline.start(50, { runtime });
    const sleeping = sleep(100, deadline);
    const outcome = expect(sleeping).rejects.toMatchObject({ code: 'deadline_exceeded' });
    await runtime.advance(50);
    await outcome;
    expect(runtime.pendingTimers()).toBe(0);
  });

  it('uses the real runtime when none is given', async () => {
    await expect(sleep(0)).resolves.toBeUndefined();
  });
});

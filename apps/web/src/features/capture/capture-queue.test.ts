import { createTestRuntime } from '@ballast/reliability/testing';
import { describe, expect, test } from 'vitest';
import { CaptureQueue, type SendOutcome } from './capture-queue.ts';
import { createUnsentStore, type KeyValueStore, type UnsentThought } from './unsent-store.ts';

function memoryStorage(): KeyValueStore & { values: Map<string, string> } {
  const values = new Map<string, string>();
  return {
    values,
    get length() {
      return values.size;
    },
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
}

const offline: SendOutcome = { kind: 'later', afterMs: 0, why: 'No connection.' };

function setUp(options: { storage?: KeyValueStore; owner?: string } = {}) {
  const runtime = createTestRuntime();
  const storage = options.storage ?? memoryStorage();
  const sent: UnsentThought[] = [];
  const answers: (SendOutcome | Promise<SendOutcome>)[] = [];
  const queue = new CaptureQueue({
    store: createUnsentStore(storage, options.owner ?? 'ada'),
    runtime,
    send: async (thought) => {
      sent.push(thought);
      return answers.shift() ?? { kind: 'sent' };
    },
  });
  queue.start();
  return { runtime, storage, sent, answers, queue, kept: () => createUnsentStore(storage, 'ada').list() };
}

describe('a thought on its way', () => {
  test('is sent at once, shown while it is sent, and forgotten when the server has it', async () => {
    const { queue, runtime, sent, kept } = setUp();
    const key = queue.add('call Sarah');
    expect(queue.snapshot()).toMatchObject([{ key, text: 'call Sarah', state: 'sending' }]);
    expect(kept()).toMatchObject([{ key, text: 'call Sarah' }]);
    await runtime.settle();
    expect(sent.map((thought) => thought.text)).toEqual(['call Sarah']);
    expect(queue.snapshot()).toEqual([]);
    expect(kept()).toEqual([]);
    expect(runtime.pendingTimers()).toBe(0);
  });

  test('keeps its place: thoughts go out one after the other, oldest first', async () => {
    const { queue, runtime, sent, answers } = setUp();
    const gate = Promise.withResolvers<SendOutcome>();
    answers.push(gate.promise);
    queue.add('first');
    queue.add('second');
    await runtime.settle();
    expect(sent).toHaveLength(1);
    gate.resolve({ kind: 'sent' });
    await runtime.settle();
    expect(sent.map((thought) => thought.text)).toEqual(['first', 'second']);
  });
});

describe('without a connection', () => {
  test('a thought waits, is tried again with the same key, and each wait is longer, up to half a minute', async () => {
    const { queue, runtime, sent, answers } = setUp();
    answers.push(...Array.from({ length: 9 }, () => offline));
    const key = queue.add('pay the bill');
    await runtime.settle();
    expect(queue.snapshot()).toMatchObject([{ state: 'waiting', why: 'No connection.' }]);
    const attemptsAtMs: number[] = [];
    const startMs = runtime.monotonicMs();
    for (let seen = sent.length; sent.length < 10; seen = sent.length) {
      await runtime.advance(250);
      if (sent.length > seen) attemptsAtMs.push(runtime.monotonicMs() - startMs);
    }
    expect(new Set(sent.map((thought) => thought.key))).toEqual(new Set([key]));
    const gaps = attemptsAtMs.map((atMs, index) => atMs - (attemptsAtMs[index - 1] ?? 0));
    expect(gaps[0]).toBeLessThanOrEqual(1_250);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(30_250);
    expect(gaps.at(-1)).toBeGreaterThan(14_000);
    expect(queue.snapshot()).toEqual([]);
  });

  test('the server’s wish is a floor', async () => {
    const { queue, runtime, sent, answers } = setUp();
    answers.push({ kind: 'later', afterMs: 20_000, why: 'Busy.' });
    queue.add('x');
    await runtime.settle();
    await runtime.advance(19_999);
    expect(sent).toHaveLength(1);
    await runtime.advance(1);
    expect(sent).toHaveLength(2);
  });

  test('it goes out at once when the connection is back', async () => {
    const { queue, runtime, sent, answers } = setUp();
    answers.push(offline);
    queue.add('x');
    await runtime.settle();
    queue.retryNow();
    await runtime.settle();
    expect(sent).toHaveLength(2);
    expect(queue.snapshot()).toEqual([]);
  });

  test('a send that throws loses nothing', async () => {
    const { queue, runtime, answers } = setUp();
    answers.push(Promise.reject(new Error('boom')));
    queue.add('x');
    await runtime.settle();
    expect(queue.snapshot()).toMatchObject([{ text: 'x', state: 'waiting' }]);
  });

  test('a later thought does not wait for one that is being held back', async () => {
    const { queue, runtime, sent, answers } = setUp();
    answers.push(offline);
    queue.add('stuck');
    await runtime.settle();
    queue.add('free');
    await runtime.settle();
    expect(sent.map((thought) => thought.text)).toEqual(['stuck', 'free']);
    expect(queue.snapshot().map((thought) => thought.text)).toEqual(['stuck']);
  });
});

describe('across pages', () => {
  test('what a closed page left is sent by the next one, with the same key', async () => {
    const first = setUp();
    first.answers.push(offline);
    const key = first.queue.add('remember me');
    await first.runtime.settle();
    first.queue.stop();
    await first.runtime.advance(60_000);
    expect(first.sent).toHaveLength(1);

    const second = setUp({ storage: first.storage });
    await second.runtime.settle();
    expect(second.sent).toMatchObject([{ key, text: 'remember me' }]);
    expect(second.kept()).toEqual([]);
  });

  test('another person in the same browser neither sees nor sends it', async () => {
    const ada = setUp();
    ada.answers.push(offline);
    ada.queue.add('private');
    await ada.runtime.settle();
    const bob = setUp({ storage: ada.storage, owner: 'bob' });
    await bob.runtime.settle();
    expect(bob.sent).toEqual([]);
    expect(ada.kept()).toHaveLength(1);
  });

  test('what another tab sent is gone here; what it captured is sent from here only if it can’t', async () => {
    const { queue, runtime, storage, sent, answers } = setUp();
    answers.push(offline);
    queue.add('mine');
    await runtime.settle();
    const other = createUnsentStore(storage, 'ada');
    for (const thought of other.list()) other.remove(thought.key);
    other.put({ key: 'k2', text: 'theirs', createdAtMs: runtime.now() });
    queue.syncWithStorage();
    expect(queue.snapshot().map((thought) => thought.text)).toEqual(['theirs']);
    await runtime.advance(9_999);
    expect(sent).toHaveLength(1);
    await runtime.advance(1);
    expect(sent.at(-1)).toMatchObject({ key: 'k2' });
  });

  test('damaged or foreign values in the storage are passed over', () => {
    const storage = memoryStorage();
    storage.setItem('ballast.unsent.ada.1', '{not json');
    storage.setItem('ballast.unsent.ada.2', '{"key":2}');
    storage.setItem('other', 'x');
    expect(createUnsentStore(storage, 'ada').list()).toEqual([]);
  });

  test('a storage that is full does not keep a thought from being sent', async () => {
    const storage = memoryStorage();
    storage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const { queue, runtime, sent } = setUp({ storage });
    queue.add('x');
    await runtime.settle();
    expect(sent).toHaveLength(1);
  });
});

describe('a refused thought', () => {
  test('stays with its reason, is not tried again, and is given back for editing', async () => {
    const { queue, runtime, sent, answers, kept } = setUp();
    answers.push({ kind: 'refused', why: 'Too long.' });
    const key = queue.add('too much');
    await runtime.settle();
    await runtime.advance(120_000);
    expect(sent).toHaveLength(1);
    expect(queue.snapshot()).toMatchObject([{ state: 'refused', why: 'Too long.' }]);
    expect(kept()).toHaveLength(1);
    expect(queue.take(key)).toBe('too much');
    expect(queue.snapshot()).toEqual([]);
    expect(kept()).toEqual([]);
  });

  test('a thought that is being sent can’t be taken away', () => {
    const { queue } = setUp();
    expect(queue.take(queue.add('x'))).toBeUndefined();
  });
});

test('the snapshot is the same array until something changes, and listeners hear of each change', async () => {
  const { queue, runtime } = setUp();
  let heard = 0;
  const leave = queue.subscribe(() => {
    heard += 1;
  });
  const before = queue.snapshot();
  expect(queue.snapshot()).toBe(before);
  queue.add('x');
  expect(queue.snapshot()).not.toBe(before);
  await runtime.settle();
  expect(heard).toBe(2);
  leave();
  queue.add('y');
  expect(heard).toBe(2);
});

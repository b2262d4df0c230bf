import { expect, test } from 'vitest';
import { keepaliveFetch } from '../src/ladder/client/index.ts';

/** A network whose answers come when the test says so, and what was asked of it. */
function network() {
  const asked: { init: RequestInit; answer: () => void; fail: () => void }[] = [];
  const fetch = keepaliveFetch(
    (_input, init = {}) =>
      new Promise<Response>((resolve, reject) => {
        asked.push({
          init,
          answer: () => resolve(new Response('{}')),
          fail: () => reject(new TypeError('cut off')),
        });
      }),
  );
  const post = (bytes: number, letter = 'x') =>
    fetch('http://127.0.0.1/', { method: 'POST', body: letter.repeat(bytes / new Blob([letter]).size) });
  return { asked, fetch, post, kept: () => asked.map(({ init }) => init.keepalive === true) };
}

test('a write outlives its page, with all it was sent with; a read needs not to', async () => {
  const { asked, fetch } = network();
  const { signal } = new AbortController();
  void fetch('http://127.0.0.1/', { method: 'POST', body: '{}', headers: { a: 'b' }, signal });
  void fetch('http://127.0.0.1/', { method: 'GET' });
  expect(asked[0]?.init).toEqual({
    method: 'POST',
    body: '{}',
    headers: { a: 'b' },
    signal,
    keepalive: true,
  });
  expect(asked[1]?.init).toEqual({ method: 'GET' });
});

test('what is over the allowance of all under way is sent as usual, and room comes back however a request ends', async () => {
  const { asked, post, kept } = network();
  const first = post(40_000);
  const second = post(25_536, 'ü');
  void post(2);
  expect(kept()).toEqual([true, true, false]);
  asked[0]?.answer();
  await first;
  void post(40_000);
  asked[1]?.fail();
  await expect(second).rejects.toThrow('cut off');
  void post(25_536);
  void post(65_538);
  expect(kept().slice(3)).toEqual([true, true, false]);
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAuthHandler } from './auth-handler.ts';

let seen: { url: string; headers: Headers; body: string }[] = [];
const handle = createAuthHandler({
  appUrl: 'http://localhost:3000',
  handler: async (request) => {
    seen.push({ url: request.url, headers: request.headers, body: await request.text() });
    const headers = new Headers({ 'content-type': 'application/json' });
    headers.append('set-cookie', 'a=1');
    headers.append('set-cookie', 'b=2');
    return new Response('{"ok":true}', { status: 201, headers });
  },
});
const server = createServer((req, res) => void handle(req, res));
let url = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/auth/sign-in/email`;
});
beforeEach(() => {
  seen = [];
});
afterAll(() => server.close());

const post = (headers: Record<string, string>, body = '{}') => fetch(url, { method: 'POST', headers, body });

test('status, body and every cookie are passed on', async () => {
  const response = await post({ origin: 'http://localhost:3000' }, '{"x":"é"}');
  expect(response.status).toBe(201);
  expect(await response.json()).toEqual({ ok: true });
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(seen[0]?.body).toBe('{"x":"é"}');
  expect(seen[0]?.url).toBe('http://localhost:3000/api/auth/sign-in/email');
});

test('a page’s origin is kept as it is; another page’s is not covered up', async () => {
  await post({ origin: 'https://evil.example', cookie: 's=1' });
  expect(seen[0]?.headers.get('origin')).toBe('https://evil.example');
});

test('a script, which sends none of a browser’s headers, counts as the app itself', async () => {
  await post({ cookie: 's=1' });
  expect(seen[0]?.headers.get('origin')).toBe('http://localhost:3000');
});

test('a browser’s request without an origin stays without', async () => {
  await post({ 'sec-fetch-site': 'cross-site' });
  expect(seen[0]?.headers.get('origin')).toBeNull();
});

test('the caller can’t choose the address it is counted by', async () => {
  await post({ 'x-ballast-client-address': '10.9.8.7' });
  expect(seen[0]?.headers.get('x-ballast-client-address')).toBe('127.0.0.1');
});

test('a body over 64 KiB is refused without being handed on', async () => {
  const response = await post({}, 'x'.repeat(70_000));
  expect(response.status).toBe(413);
  expect(seen).toEqual([]);
});

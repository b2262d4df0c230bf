import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTestDatabase, type TestDatabase } from '@ballast/db/testing';
import { type Simulator, startSimulator } from '@ballast/integrations/simulator';
import type { NextApiHandler, NextApiRequest, NextApiResponse } from 'next';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEnv } from '../env.ts';
import callback from '../pages/api/integrations/google/callback.ts';
import start from '../pages/api/integrations/google/start.ts';
import { type App, createApp } from './app.ts';

const place = Symbol.for('ballast.web.app');
const appHolder = globalThis as { [place]?: App };
let [database, simulator, url]: [TestDatabase, Simulator, string] = [
  undefined as never,
  undefined as never,
  '',
];
let app: App;

/** The part of the framework's helpers that these routes use, on a real port. */
const server = createServer((req, res) => {
  const { pathname, searchParams } = new URL(req.url ?? '', url);
  if (pathname.startsWith('/api/auth')) return void app.handleAuth(req, res);
  const handler: NextApiHandler = pathname.endsWith('/start') ? start : callback;
  const request: IncomingMessage = Object.assign(req, { query: Object.fromEntries(searchParams) });
  const response = Object.assign(res, {
    redirect: (status: number, location: string) => res.writeHead(status, { location }).end(),
    status: (status: number) => Object.assign(response, { statusCode: status }),
    json: (body: object) => res.end(JSON.stringify(body)),
  });
  void handler(request as NextApiRequest, response as unknown as NextApiResponse);
});

beforeAll(async () => {
  [database, simulator] = await Promise.all([createTestDatabase(), startSimulator()]);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const secret = 'a-secret-of-32-characters-length';
  const secrets = { AUTH_SECRET: secret, CRON_SECRET: secret, ENCRYPTION_KEY: secret };
  app = createApp(
    readEnv({
      ...{ DATABASE_URL: database.url, APP_URL: url, LOG_LEVEL: 'silent', ...secrets },
      ...{ GOOGLE_CLIENT_ID: 'simulated', GOOGLE_CLIENT_SECRET: 'simulated-secret' },
      GOOGLE_API_ROOT_URL: `${simulator.url}/google/`,
      GOOGLE_OAUTH_TOKEN_URL: `${simulator.url}/google/token`,
    }),
  );
  appHolder[place] = app;
});
afterAll(async () => {
  delete appHolder[place];
  server.closeAllConnections();
  server.close();
  await app.database.close();
  await simulator.close();
  await database[Symbol.asyncDispose]();
});

const get = (path: string, cookie = '') =>
  fetch(new URL(path, url), { redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
const whereTo = (response: Response) => response.headers.get('location') ?? '';

async function signUp(email: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-up/email`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ name: 'Ada', email, password: 'correct horse battery' }),
  });
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

test('a browser goes to Google’s page and comes back connected, once; another’s comes back with nothing', async () => {
  const start = '/api/integrations/google/start?vendor=gmail';
  expect(whereTo(await get(start))).toBe('/sign-in?next=%2Fsettings%2Fintegrations');
  const ada = await signUp('ada@example.com');
  const begun = await get(start, ada);
  expect([begun.status, begun.headers.get('cache-control')]).toEqual([303, 'no-store']);
  const body = new URLSearchParams([...new URL(whereTo(begun)).searchParams, ['email', 'ada@example.com']]);
  const consent = `${simulator.url}/google/o/oauth2/v2/consent`;
  const back = whereTo(await fetch(consent, { method: 'POST', redirect: 'manual', body }));
  const unknown = '/settings/integrations?problem=unknown_state';
  expect(whereTo(await get(back, await signUp('bob@example.com')))).toBe(unknown);
  expect(whereTo(await get(back))).toContain('/sign-in');
  expect(whereTo(await get(back, ada))).toBe('/settings/integrations?connected=gmail');
  expect(whereTo(await get(back, ada))).toBe(unknown);
  const { rows } = await database.database.pool.query('SELECT vendor, "accountRef" FROM "Integration"');
  expect(rows).toEqual([{ vendor: 'gmail', accountRef: 'ada@example.com' }]);
});

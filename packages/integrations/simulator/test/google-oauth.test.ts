import { createHash } from 'node:crypto';
import { createTestRuntime } from '@ballast/reliability/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../index.ts';
import { rejection } from './clients.ts';
import { gmailClient, oauth, redirectUri } from './google-clients.ts';

const runtime = createTestRuntime();
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ runtime });
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

const codeVerifier = 'v'.repeat(64);
const scope = ['https://mail.google.com/'];

/** What a person does: opens the page, sends its form, is sent back. */
async function consent(answer: 'allow' | 'deny' = 'allow'): Promise<URLSearchParams> {
  const url = oauth(simulator).generateAuthUrl({
    access_type: 'offline',
    scope,
    state: 'state-1',
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256' as never,
  });
  const page = await (await fetch(url)).text();
  const fields = [...page.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name, value]): [string, string] => [
      name ?? '',
      (value ?? '').replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
    ],
  );
  const body = new URLSearchParams([...fields.filter(([name]) => name !== 'answer'), ['answer', answer]]);
  const action = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? '', url);
  const back = await fetch(action, { method: 'POST', body, redirect: 'manual' });
  const location = new URL(back.headers.get('location') ?? '');
  expect(location.href.startsWith(redirectUri)).toBe(true);
  return location.searchParams;
}

async function connect() {
  const code = (await consent()).get('code') ?? '';
  return (await oauth(simulator).getToken({ code, codeVerifier })).tokens;
}

const refused = async (call: Promise<unknown>) =>
  (await rejection(call))['response'] as { status: number; data: unknown };

describe('Google OAuth', () => {
  it('gives a code for a consent and tokens for the code, once', async () => {
    const back = await consent();
    expect(back.get('state')).toBe('state-1');
    const code = back.get('code') ?? '';
    const { tokens } = await oauth(simulator).getToken({ code, codeVerifier });
    expect(tokens).toMatchObject({
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      scope: scope[0],
    });
    const again = await refused(oauth(simulator).getToken({ code, codeVerifier }));
    expect(again).toMatchObject({ status: 400, data: { error: 'invalid_grant' } });
    expect((await consent('deny')).get('error')).toBe('access_denied');
  });

  it('holds the code to its verifier and its redirect', async () => {
    const code = (await consent()).get('code') ?? '';
    const get = (more: object) => refused(oauth(simulator).getToken({ code, ...more }));
    expect((await get({})).data).toMatchObject({ error_description: 'Missing code verifier.' });
    expect((await get({ codeVerifier: 'w'.repeat(64) })).data).toMatchObject({
      error_description: 'Invalid code verifier.',
    });
    const elsewhere = await get({ codeVerifier, redirect_uri: 'http://evil.example/' });
    expect(elsewhere.data).toMatchObject({ error: 'redirect_uri_mismatch' });
    expect((await oauth(simulator).getToken({ code, codeVerifier })).tokens.access_token).toBeTypeOf(
      'string',
    );
  });

  it('lets an access token live an hour and be renewed', async () => {
    const tokens = await connect();
    const ask = (token?: string | null) =>
      gmailClient(simulator, token ?? '').users.getProfile({ userId: 'me' });
    expect((await ask(tokens.access_token)).status).toBe(200);
    await runtime.advance(3_600_000);
    expect(await rejection(ask(tokens.access_token))).toMatchObject({ status: 401 });
    const renewed = await oauth(simulator, tokens).refreshAccessToken();
    expect((await ask(renewed.credentials.access_token)).status).toBe(200);
  });

  it('expire-token kills the access token, and with dead the refresh token too, until a new consent', async () => {
    const tokens = await connect();
    const ask = (token?: string | null) =>
      gmailClient(simulator, token ?? '').users.getProfile({ userId: 'me' });
    simulator.faults([{ vendor: 'gmail', fault: 'expire-token' }]);
    expect(await rejection(ask(tokens.access_token))).toMatchObject({ status: 401 });
    const renewed = (await oauth(simulator, tokens).refreshAccessToken()).credentials;
    expect((await ask(renewed.access_token)).status).toBe(200);
    const calls = simulator.journal({ vendor: 'gmail' });
    expect(new Set(calls.map(({ identity }) => identity)).size).toBe(1);
    expect(calls.map(({ attempt }) => attempt)).toEqual([1, 2]);

    simulator.faults([{ vendor: 'gmail', fault: { kind: 'expire-token', dead: true } }]);
    expect(await rejection(ask(renewed.access_token))).toMatchObject({ status: 401 });
    expect(await refused(oauth(simulator, tokens).refreshAccessToken())).toMatchObject({
      status: 400,
      data: { error: 'invalid_grant' },
    });
    expect((await ask((await connect()).access_token)).status).toBe(200);
  });

  it('ends everything on revocation, and keeps a grant to its scopes', async () => {
    const tokens = await connect();
    const calendar = await fetch(`${simulator.url}/google/calendar/v3/users/me/calendarList`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    expect(calendar.status).toBe(403);
    await oauth(simulator, tokens).revokeToken(tokens.refresh_token ?? '');
    expect((await refused(oauth(simulator, tokens).refreshAccessToken())).data).toMatchObject({
      error: 'invalid_grant',
    });
    const profile = gmailClient(simulator, tokens.access_token ?? '').users.getProfile({ userId: 'me' });
    expect(await rejection(profile)).toMatchObject({ status: 401 });
  });
});

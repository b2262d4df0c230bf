import { describe, expect, test } from 'vitest';
import { until } from '../door-bench.ts';
import { createVendorBench, type VendorBench } from './vendor-bench.ts';

const redirectUri = 'http://localhost:3000/api/integrations/google/callback';

async function consentTo({ vendors, simulator }: VendorBench, email: string) {
  const start = vendors.googleOAuth?.consent({
    redirectUri,
    scopes: ['https://mail.google.com/'],
    loginHint: email,
  });
  const page = new URL(start?.url ?? '');
  expect(page.origin).toBe(simulator.url);
  const body = new URLSearchParams(page.searchParams);
  body.set('email', email);
  const answered = await fetch(`${simulator.url}/google/o/oauth2/v2/consent`, {
    method: 'POST',
    redirect: 'manual',
    body,
  });
  const back = new URL(answered.headers.get('location') ?? '');
  expect(back.searchParams.get('state')).toBe(start?.state);
  return { code: back.searchParams.get('code') ?? '', verifier: start?.verifier ?? '' };
}

const refreshes = ({ simulator }: VendorBench) => simulator.journal({ route: 'oauth.token' }).length;

describe('Google’s consent', () => {
  test('leads to tokens that work and are renewed before they end', async () => {
    await using bench = await createVendorBench();
    const { vendors, door } = bench;
    const { code, verifier } = await consentTo(bench, 'grace@example.com');
    const tokens = await vendors.googleOAuth?.exchange({ code, verifier, redirectUri }, bench.context());
    expect(tokens).toMatchObject({ scopes: ['https://mail.google.com/'], refreshToken: expect.any(String) });
    expect((tokens?.expiresAtMs ?? 0) - door.runtime.now()).toBeGreaterThan(3_590_000);
    const account = { ...bench.accounts.google, tokens: tokens ?? bench.accounts.google.tokens };
    expect(await vendors.gmail.profile(account, bench.context())).toMatchObject({
      email: 'grace@example.com',
    });
    expect(refreshes(bench)).toBe(1);
    await door.runtime.advance(3_550_000);
    await vendors.gmail.profile(account, bench.context());
    expect(refreshes(bench)).toBe(2);
    // What was fetched is remembered, although the caller still brings the old tokens.
    await vendors.gmail.profile(account, bench.context());
    expect(refreshes(bench)).toBe(2);
  });

  test('I10 a code without the verifier it was asked with is no good', async () => {
    await using bench = await createVendorBench();
    const { code } = await consentTo(bench, 'grace@example.com');
    const verifier = 'x'.repeat(43);
    const exchange = bench.vendors.googleOAuth?.exchange({ code, verifier, redirectUri }, bench.context());
    await expect(exchange).rejects.toMatchObject({ code: 'reconnect_needed', vendorCode: 'invalid_grant' });
  });

  test('never gives the same state or verifier twice', async () => {
    await using bench = await createVendorBench();
    const made = Array.from({ length: 50 }, () =>
      bench.vendors.googleOAuth?.consent({ redirectUri, scopes: ['a'] }),
    );
    expect(new Set(made.map((one) => one?.state)).size).toBe(50);
    expect(new Set(made.map((one) => one?.verifier)).size).toBe(50);
  });
});

describe('a dead access token', () => {
  test('is renewed once for all calls that meet it together, and kept', async () => {
    await using bench = await createVendorBench();
    const { google } = bench.accounts;
    const before = google.tokens.accessToken;
    bench.simulator.faults([{ vendor: 'gmail', fault: 'expire-token' }]);
    const calls = Array.from({ length: 6 }, () => bench.vendors.gmail.profile(google, bench.context()));
    await Promise.all(calls);
    expect(refreshes(bench)).toBe(1);
    expect(google.tokens.accessToken).not.toBe(before);
    expect(google.tokens.refreshToken).toBe('1//0secret-of-refresh');
  });

  test('whoever waits for the one that renews takes over when that one leaves', async () => {
    await using bench = await createVendorBench();
    const { google } = bench.accounts;
    const left = new AbortController();
    bench.simulator.faults([
      { vendor: 'gmail', fault: 'expire-token' },
      { route: 'oauth.token', fault: 'stall-headers' },
    ]);
    const first = bench.vendors.gmail.profile(
      google,
      bench.context(bench.door.deadline(60_000, left.signal)),
    );
    const gone = first.catch((error: unknown) => error);
    await until(() => bench.simulator.held() === 1);
    const second = bench.vendors.gmail.profile(google, bench.context());
    await until(() => bench.simulator.journal({ route: 'users.getProfile' }).length === 2);
    await bench.door.runtime.settle();
    left.abort();
    expect(await gone).toMatchObject({ code: 'caller_left' });
    expect(await second).toMatchObject({ email: 'ada@example.com' });
    expect(refreshes(bench)).toBe(2);
  });

  test('of which nothing can be renewed asks for a new connection', async () => {
    await using bench = await createVendorBench();
    bench.simulator.faults([{ vendor: 'gmail', fault: { kind: 'expire-token', dead: true } }]);
    const profile = bench.vendors.gmail.profile(bench.accounts.google, bench.context());
    await expect(profile).rejects.toMatchObject({
      code: 'reconnect_needed',
      vendorCode: 'invalid_grant',
      retryable: false,
    });
  });
});

test('what is too old to sync from is said so, not thrown', async () => {
  await using bench = await createVendorBench();
  const { vendors, accounts, simulator } = bench;
  const { historyId } = await vendors.gmail.profile(accounts.google, bench.context());
  const history = () =>
    vendors.gmail.history(accounts.google, { startHistoryId: historyId }, bench.context());
  expect(await history()).toMatchObject({ kind: 'page', added: [] });
  const { gmail } = simulator.vendors.gmail;
  const box = gmail.mailbox('ada@example.com');
  gmail.add(box, 'Subject: Hello\r\n\r\nBody', ['INBOX']);
  gmail.forgetHistory(box);
  expect(await history()).toEqual({ kind: 'full_sync_needed' });
  const changes = (syncToken: string | null) =>
    vendors.calendar.changes(accounts.google, { syncToken }, bench.context());
  const all = await changes(null);
  const syncToken = all.kind === 'page' ? all.nextSyncToken : null;
  expect(await changes(syncToken)).toMatchObject({ kind: 'page', events: [] });
  const { calendars } = simulator.vendors.calendar;
  for (const calendar of calendars.calendars('ada@example.com')) calendars.forgetSync(calendar);
  expect(await changes(syncToken)).toEqual({ kind: 'full_sync_needed' });
});

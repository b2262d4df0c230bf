import { createVendors, defaultVendorEnv } from '@ballast/integrations';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConnectedWorld, createConnectedWorld } from './world.ts';

let world: ConnectedWorld;
beforeAll(async () => {
  world = await createConnectedWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const rows = async (sql: string, values: unknown[] = []) =>
  (await world.api.database.pool.query(sql, values)).rows;
const connections = (ownerId: string) =>
  rows('SELECT vendor, "accountRef", settings FROM "Integration" WHERE "ownerId" = $1', [ownerId]);

interface OnPage {
  readonly answer?: 'allow' | 'deny';
  readonly email?: string;
  readonly scope?: string;
}

/** What a person does on Google's page; returns what Google's redirect brings back. */
async function onGooglesPage(location: string, { answer = 'allow', email, scope }: OnPage = {}) {
  const page = new URL(location);
  const body = new URLSearchParams([...page.searchParams, ['answer', answer], ['email', email ?? '']]);
  if (scope !== undefined) body.set('scope', scope);
  const answered = await fetch(`${page.origin}/google/o/oauth2/v2/consent`, {
    ...{ method: 'POST', redirect: 'manual' as const, body },
  });
  const back = new URL(answered.headers.get('location') ?? '');
  expect(`${back.origin}${back.pathname}`).toBe(
    'https://ballast.example.test/api/integrations/google/callback',
  );
  const given = (name: string) => back.searchParams.get(name) ?? undefined;
  return { state: given('state'), code: given('code'), error: given('error') };
}

/** Somebody who has signed in, and begins. */
async function begin(vendor: 'gmail' | 'google_calendar' = 'gmail') {
  const ownerId = await world.api.addOwner();
  const session = { ownerId, sessionId: `session-of-${ownerId}` };
  return { session, ownerId, location: await world.api.api.startConsent(session, vendor) };
}

const { startConsent, finishConsent } = {
  startConsent: (...given: Parameters<typeof world.api.api.startConsent>) =>
    world.api.api.startConsent(...given),
  finishConsent: (...given: Parameters<typeof world.api.api.finishConsent>) =>
    world.api.api.finishConsent(...given),
};

test('a consent leads to a connection that works, with what was chosen before kept', async () => {
  const { session, ownerId, location } = await begin();
  const page = new URL(location);
  expect(page.searchParams.get('code_challenge_method')).toBe('S256');
  expect(page.searchParams.get('scope')).toMatch(/gmail\.readonly .*gmail\.compose$/);
  const given = await onGooglesPage(location, { email: 'grace@example.com' });
  expect(await finishConsent(session, given)).toEqual({ vendor: 'gmail' });
  expect(await connections(ownerId)).toMatchObject([{ vendor: 'gmail', accountRef: 'grace@example.com' }]);
  const works = await world.mutate('integration.test', { vendor: 'gmail' }, ownerId);
  expect(works.data).toMatchObject({ ok: true });
  const capture = { kind: 'label', labelId: 'Label_1' };
  await rows(`UPDATE "Integration" SET settings = $2 WHERE "ownerId" = $1`, [ownerId, { capture }]);
  const again = await onGooglesPage(await startConsent(session, 'gmail'), { email: 'grace@example.com' });
  expect(await finishConsent(session, again)).toEqual({ vendor: 'gmail' });
  expect(await connections(ownerId)).toMatchObject([{ settings: { capture } }]);
});

test('the calendar asks for its own scope, and nothing of a consent can be read from the database (I11)', async () => {
  const { session, ownerId, location } = await begin('google_calendar');
  const state = new URL(location).searchParams.get('state') ?? '';
  const kept =
    await rows(`SELECT encode("stateHash", 'escape') AS hash, encode(verifier, 'escape') AS verifier,
    "expiresAt" > now() + interval '9 minutes' AS later, "expiresAt" < now() + interval '11 minutes' AS sooner
    FROM "ConsentStart" WHERE "ownerId" = '${ownerId}'`);
  expect(kept).toMatchObject([{ later: true, sooner: true }]);
  expect(JSON.stringify(kept)).not.toContain(state);
  expect(await finishConsent(session, await onGooglesPage(location))).toEqual({ vendor: 'google_calendar' });
  expect(await rows(`SELECT 1 FROM "ConsentStart" WHERE "ownerId" = $1`, [ownerId])).toEqual([]);
});

test('I10 a state is good once, for the sign-in that began it, and only as it was given', async () => {
  const { session, ownerId, location } = await begin();
  const given = await onGooglesPage(location);
  const other = await world.api.addOwner();
  const unknown = { vendor: undefined, problem: 'unknown_state' };
  // Somebody who lures another into ending what they began themselves.
  expect(await finishConsent({ ownerId: other, sessionId: 'theirs' }, given)).toEqual(unknown);
  expect(await finishConsent({ ownerId, sessionId: 'another-sign-in' }, given)).toEqual(unknown);
  expect(await finishConsent(session, { ...given, state: 'forged' })).toEqual(unknown);
  expect(await finishConsent(session, { code: given.code })).toEqual(unknown);
  expect(await connections(other)).toEqual([]);
  const exchanges = () => world.simulator.journal({ route: 'oauth.token' }).length;
  const before = exchanges();
  expect(await finishConsent(session, given)).toEqual({ vendor: 'gmail' });
  expect(exchanges()).toBe(before + 1);
  expect(await finishConsent(session, given)).toEqual(unknown);
  expect(exchanges()).toBe(before + 1);
});

test('two who come with the same state at once: one exchange', async () => {
  const { session, location } = await begin();
  const given = await onGooglesPage(location);
  const before = world.simulator.journal({ route: 'oauth.token' }).length;
  const ends = await Promise.all([finishConsent(session, given), finishConsent(session, given)]);
  expect(ends.map(({ problem }) => problem ?? 'connected').sort()).toEqual(['connected', 'unknown_state']);
  expect(world.simulator.journal({ route: 'oauth.token' })).toHaveLength(before + 1);
});

test.each([
  ['access_denied', { answer: 'deny' }],
  ['missing_scope', { scope: 'https://www.googleapis.com/auth/gmail.readonly' }],
] as const)('%s is told, and nothing is connected', async (problem, does) => {
  const { session, ownerId, location } = await begin();
  expect(await finishConsent(session, await onGooglesPage(location, does))).toEqual({
    vendor: 'gmail',
    problem,
  });
  expect(await connections(ownerId)).toEqual([]);
});

test('a consent that took too long, a code that is no good, and a Google that is away are told apart', async () => {
  const late = await begin();
  const given = await onGooglesPage(late.location);
  await rows(`UPDATE "ConsentStart" SET "expiresAt" = now() WHERE "ownerId" = $1`, [late.ownerId]);
  expect(await finishConsent(late.session, given)).toMatchObject({ problem: 'expired' });

  const wrong = await begin();
  const { state } = await onGooglesPage(wrong.location);
  expect(await finishConsent(wrong.session, { state, code: '4/0A-not-a-code' })).toEqual({
    ...{ vendor: 'gmail', problem: 'code_refused' },
  });

  const away = await begin();
  const back = await onGooglesPage(away.location);
  world.simulator.faults([
    { vendor: 'google', route: 'oauth.token', times: 9, fault: { kind: 'status', status: 503 } },
  ]);
  expect(await finishConsent(away.session, back)).toEqual({ vendor: 'gmail', problem: 'unavailable' });
  world.simulator.clearFaults();
  for (const { ownerId } of [late, wrong, away]) expect(await connections(ownerId)).toEqual([]);
});

test('the consent page may be another one, and without an OAuth client there is none', async () => {
  const { abroad } = world;
  const settings = { ...abroad.settings, consentUrl: 'https://consent.example.test/page' };
  await using elsewhere = await createConnectedWorld({ abroad: { ...abroad, settings } });
  const session = { ownerId: elsewhere.owner, sessionId: 's' };
  const page = new URL(await elsewhere.api.api.startConsent(session, 'gmail'));
  expect(`${page.origin}${page.pathname}`).toBe('https://consent.example.test/page');
  expect(page.searchParams.get('state')).toHaveLength(43);
  const vendors = createVendors({ door: abroad.door, env: defaultVendorEnv() });
  await using without = await createConnectedWorld({ abroad: { ...abroad, vendors } });
  await expect(without.api.api.startConsent(session, 'gmail')).rejects.toMatchObject({
    code: 'dependency_unavailable',
  });
});

import { describe, expect, test } from 'vitest';
import { createResolvePrincipal } from './principal.ts';

const cronSecret = 's3cret-of-the-service';

function setUp() {
  const asked: string[] = [];
  const resolve = createResolvePrincipal({
    cronSecret,
    sessionOwner: async ({ cookie }) => {
      asked.push(`session ${cookie}`);
      return cookie === 'ballast.session_token=good' ? 'ada' : undefined;
    },
    apiKeyOwner: async (key) => {
      asked.push(`key ${key}`);
      return key === 'ballast_good' ? 'bob' : undefined;
    },
  });
  return { resolve, asked };
}

const cookie = 'ballast.session_token=good';

describe('who sent a request', () => {
  test('nobody, without a credential, and nothing is looked up', async () => {
    const { resolve, asked } = setUp();
    expect(await resolve({})).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('the owner of the session', async () => {
    const { resolve } = setUp();
    expect(await resolve({ cookie })).toEqual({ kind: 'user', ownerId: 'ada' });
    expect(await resolve({ cookie: 'ballast.session_token=old' })).toBeUndefined();
  });

  test('the owner of a personal key', async () => {
    const { resolve } = setUp();
    expect(await resolve({ 'x-api-key': 'ballast_good' })).toEqual({ kind: 'user', ownerId: 'bob' });
  });

  test('the service, by its bearer, however it spells the scheme', async () => {
    const { resolve } = setUp();
    expect(await resolve({ authorization: `Bearer ${cronSecret}` })).toEqual({ kind: 'service' });
    expect(await resolve({ authorization: `bearer  ${cronSecret}` })).toEqual({ kind: 'service' });
  });

  test.each([
    `Bearer ${cronSecret}x`,
    `Bearer ${cronSecret.slice(0, -1)}`,
    'Bearer ',
    `Basic ${cronSecret}`,
    cronSecret,
    '',
  ])('nobody, by the authorization %j, even with a good cookie and key beside it', async (authorization) => {
    const { resolve, asked } = setUp();
    expect(await resolve({ authorization, cookie, 'x-api-key': 'ballast_good' })).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('nobody, by a wrong or doubled key, even with a good cookie beside it', async () => {
    const { resolve, asked } = setUp();
    expect(await resolve({ 'x-api-key': 'ballast_bad', cookie })).toBeUndefined();
    expect(await resolve({ 'x-api-key': ['ballast_good', 'ballast_good'], cookie })).toBeUndefined();
    expect(asked).toEqual(['key ballast_bad']);
  });
});

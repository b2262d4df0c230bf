import { expect, test } from 'vitest';
import { createReadiness } from './readiness.ts';

function setUp() {
  const state = {
    draining: false,
    ping: async () => {},
    migrations: { pending: [] as string[], unknown: [] as string[] },
    asked: 0,
  };
  const readiness = createReadiness({
    draining: () => state.draining,
    ping: () => state.ping(),
    migrations: async () => {
      state.asked += 1;
      return state.migrations;
    },
  });
  return { state, readiness };
}

test('ready when the database answers and its migrations are those of this code', async () => {
  const { readiness } = setUp();
  expect(await readiness()).toEqual({ ready: true });
});

test('not while migrations are pending, and then without a restart', async () => {
  const { state, readiness } = setUp();
  state.migrations = { pending: ['20261201_more'], unknown: [] };
  expect(await readiness()).toEqual({ ready: false, reason: 'Migrations are pending: 20261201_more.' });
  state.migrations = { pending: [], unknown: [] };
  expect(await readiness()).toEqual({ ready: true });
});

test('not on a database of newer code', async () => {
  const { state, readiness } = setUp();
  state.migrations = { pending: [], unknown: ['20270101_next'] };
  expect(await readiness()).toMatchObject({ ready: false, reason: expect.stringContaining('20270101_next') });
});

test('not while the database is away, without saying where it lives', async () => {
  const { state, readiness } = setUp();
  state.ping = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.5 password=x'));
  expect(await readiness()).toEqual({ ready: false, reason: 'The database does not answer.' });
});

test('not while shutting down, whatever the database says', async () => {
  const { state, readiness } = setUp();
  state.draining = true;
  expect(await readiness()).toEqual({ ready: false, reason: 'This process is shutting down.' });
});

test('migrations are asked for until they are right, then no more', async () => {
  const { state, readiness } = setUp();
  await readiness();
  await readiness();
  expect(state.asked).toBe(1);
});

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FaultPoints } from '@ballast/reliability';
import { startTestApi, type TestApi } from '../../src/testing.ts';
import { type ConnectedWorld, createConnectedWorld } from './world.ts';

/** A connected world to which Google can push, with people who each have an account of their own there. */
export interface GoogleWorld extends AsyncDisposable {
  readonly world: ConnectedWorld;
  /** Where Google pushes to. */
  readonly target: string;
  /** Somebody who has connected `vendor`; their address at Google is their own. */
  addPerson(vendor: 'gmail' | 'google_calendar', settings?: object, timezone?: string): Promise<Person>;
  rows(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Has everybody's connections synced, and does all jobs. */
  syncAll(): Promise<string[]>;
  /** As if all waiting were over: delays, and the leases of workers that died. */
  passTime(): Promise<void>;
}

export interface Person {
  readonly owner: string;
  readonly email: string;
  readonly tokens: { readonly accessToken: string; readonly refreshToken: string };
}

export async function createGoogleWorld(door: 'handleGmail' | 'handleCalendar'): Promise<GoogleWorld> {
  const world = await createConnectedWorld();
  const server = createServer((req: IncomingMessage, res: ServerResponse) => {
    world.api.api[door](req, res).catch(() => res.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { pool } = world.api.database;
  let people = 0;
  return {
    world,
    target: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    addPerson: async (vendor, settings = {}, timezone = 'UTC') => {
      people += 1;
      const owner = await world.api.addOwner({ timezone });
      const email = `person${people}@example.com`;
      const tokens = { accessToken: `ya29.${email}`, refreshToken: `1//${email}` };
      await world.mutate('integration.connect', { vendor, ...tokens, ...settings }, owner);
      await world.runJobs();
      return { owner, email, tokens };
    },
    rows: async (sql, values = []) => (await pool.query(sql, values)).rows,
    syncAll: async () => {
      await world.api.mutate('integration.syncAll', {}, { service: true });
      return world.runJobs();
    },
    passTime: async () => {
      await pool.query(`UPDATE "OutboxMessage" SET "leaseExpiresAt" = "leaseExpiresAt" - interval '1 hour'`);
      await pool.query(`UPDATE "RecordLink" SET "writingUntil" = "writingUntil" - interval '1 hour'`);
      await world.hurry();
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await world[Symbol.asyncDispose]();
    },
  };
}

/** Another instance on the same database that dies at the `nth` pass of a point, and passes none after it. */
export function dyingAt({ world }: GoogleWorld, point: string, nth = 1): Promise<TestApi> {
  let passes = 0;
  let dead = false;
  const faults: FaultPoints = {
    hit: async (name) => {
      if (name === point) passes += 1;
      dead ||= passes >= nth;
      if (dead) throw new Error(`crashed at ${point}`);
    },
  };
  return startTestApi({ database: world.api.database, abroad: world.abroad, faults });
}

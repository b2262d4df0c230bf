import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApiOptions } from '../../src/create-api.ts';
import { createConnectedWorld, slackToken } from './world.ts';

export const team = 'T0SECOND01';
export const person = 'U0ADA00001';
export const thought = 'pay the Quartermain water bill on 2027-05-05';
type Sent = Parameters<Awaited<ReturnType<typeof createConnectedWorld>>['simulator']['events']>[0];
type SlackSent = Partial<Extract<Sent, { vendor: 'slack'; kind: 'message' }>>;

/** A connected owner, and the address Slack sends to, on a real port. */
export async function createListeningWorld(options: Partial<ApiOptions> = {}) {
  const world = await createConnectedWorld(options);
  const server = createServer((req, res) => {
    world.api.api.handleSlack(req, res).catch(() => res.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhooks/slack`;
  await world.mutate('integration.connect', { vendor: 'slack', token: slackToken, userId: person });
  const { pool } = world.api.database;
  const rows = async (sql: string) => (await pool.query(sql)).rows;
  const statuses = async (input: Sent) =>
    (await world.simulator.events({ ...input, target })).deliveries.map(({ status }) => status);
  return {
    world,
    target,
    rows,
    statuses,
    say: (more: SlackSent = {}) =>
      statuses({ vendor: 'slack', kind: 'message', team, text: thought, ...more }),
    command: async (command: string, text: string, user = person) => {
      const asked = { vendor: 'slack', kind: 'command', team, command, text, user, target } as const;
      const { deliveries } = await world.simulator.events(asked);
      return JSON.parse(deliveries[0]?.answer ?? '{}') as { response_type: string; text: string };
    },
    thoughts: () => rows(`SELECT "ownerId", text, source, "externalId" FROM "InboxEntry" ORDER BY id`),
    stored: () => rows(`SELECT * FROM "InboundEvent"`),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await world[Symbol.asyncDispose]();
    },
  };
}

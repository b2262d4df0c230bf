import type { Tx } from '@ballast/db';
import { settingsOf } from '../integration/settings.ts';
import type { SlackPlace } from './slack-request.ts';

/** Whose Slack something came by. */
export interface SlackConnection {
  readonly integrationId: string;
  readonly ownerId: string;
  /** True when the connection names this very person; false when it takes everybody's messages. */
  readonly own: boolean;
  /** Whether this channel is one that is captured from. */
  readonly listens: boolean;
}

/**
 * Who is meant by something said in Slack. The workspace's connections decide, never the request alone: those that
 * name the person who spoke, else those that take everybody's messages. In the order of their owners.
 */
export async function slackConnections(tx: Tx, place: SlackPlace): Promise<SlackConnection[]> {
  const rows = await tx.kysely
    .selectFrom('Integration')
    .select(['id', 'ownerId', 'settings'])
    .where('vendor', '=', 'slack')
    // Taking needs no token: what is said while the connection has to be renewed is not lost (I1).
    .where('status', 'in', ['connected', 'reconnect_needed'])
    .where('accountRef', '=', place.team)
    .orderBy('ownerId')
    .execute();
  const candidates = rows.map(({ id, ownerId, settings }) => {
    const { userId, channels } = settingsOf('slack', settings);
    const listens = channels.length === 0 || channels.includes(place.channel);
    return { userId, connection: { integrationId: id, ownerId, own: userId === place.user, listens } };
  });
  const own = candidates.filter(({ connection }) => connection.own);
  const meant = own.length > 0 ? own : candidates.filter(({ userId }) => userId === null);
  return meant.map(({ connection }) => connection);
}

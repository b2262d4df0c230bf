import type { Tx } from '@ballast/db';
import type { Category } from '../../schemas.ts';
import { categoryNames } from '../inbox/category-names.ts';
import { fixEntry } from '../inbox/fix.ts';
import { captureInbound } from './capture.ts';
import { replyInSlack } from './reply-in-slack.ts';
import type { SlackSpot } from './slack-wish.ts';
import { itemKey } from './store.ts';
import { clearEvent, type InboundWork, workOf } from './work.ts';

/** The drawers by the words people have for them. */
const drawers: Readonly<Record<string, Category>> = {
  people: 'people',
  person: 'people',
  projects: 'projects',
  project: 'projects',
  ideas: 'ideas',
  idea: 'ideas',
  admin: 'admin',
};

/**
 * Moves what a thread is about to the drawer that was named, and says so in the thread. Only the connection's own
 * owner's thoughts are looked at (I10). The word itself is no thought: it makes none.
 */
export async function fixFromSlack(
  tx: Tx,
  work: InboundWork,
  { spot, to }: { readonly spot: SlackSpot; readonly to: string },
): Promise<number> {
  const category = drawers[to.trim().replace(/[.!]$/, '').toLowerCase()];
  const text = category
    ? await move(tx, work, spot, category)
    : 'Ballast knows people, projects, ideas and admin, as in `fix: projects`.';
  await replyInSlack(tx, work, { text, channel: spot.channel, threadTs: spot.threadTs });
  return 0;
}

async function move(
  tx: Tx,
  work: InboundWork,
  { team, channel, threadTs }: SlackSpot,
  category: Category,
): Promise<string> {
  const { ctx } = work;
  const { ownerId } = ctx.principal;
  const externalId = `${team}/${channel}/${threadTs}`;
  await captureFirst(tx, work, externalId);
  const entries = await tx.kysely
    .selectFrom('InboxEntry')
    .select('id')
    .where('ownerId', '=', ownerId)
    .where('source', '=', 'slack')
    // A long message became several thoughts: they move together.
    .where((eb) => eb.or([eb('externalId', '=', externalId), eb('externalId', 'like', `${externalId}#%`)]))
    .orderBy('id')
    .execute();
  for (const { id } of entries) {
    await fixEntry({ ctx: { ...ctx, tx }, input: { id, category } });
  }
  return entries.length === 0
    ? 'Nothing of this thread was kept, so there is nothing to move.'
    : `Moved to ${categoryNames[category]}.`;
}

/** The message may still wait for its own job: it is captured now, and that job then finds nothing to do. */
async function captureFirst(tx: Tx, { ctx }: InboundWork, externalId: string): Promise<void> {
  const event = await tx.kysely
    .selectFrom('InboundEvent')
    .selectAll()
    .where('vendor', '=', 'slack')
    .where('eventKey', '=', itemKey(ctx.principal.ownerId, externalId))
    .forUpdate()
    .executeTakeFirst();
  const waiting = workOf(ctx, event);
  if (!waiting) return;
  await captureInbound(tx, waiting);
  await clearEvent(tx, waiting.event);
}

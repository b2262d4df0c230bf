import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { OwnerCall } from '../../context.ts';
import { inboundPayloadSchema } from './store.ts';

/** What came in and was not worked on yet. Times are ISO 8601. */
export interface WaitingView {
  readonly id: string;
  readonly vendor: string;
  /** As it was written: it is nowhere else yet. */
  readonly text: string;
  readonly receivedAt: string;
}

/** Younger than this it is on its way, and nobody has to look after it. */
const onItsWay: RawBuilder<Date> = sql<Date>`now() - interval '2 minutes'`;
const most = 100;

/**
 * What came in for the owner and could not be filed: its job still tries again, or has given up. Nothing is lost while
 * it stands here.
 */
export async function listWaiting(options: { ctx: OwnerCall }): Promise<{ items: WaitingView[] }> {
  const { ctx } = options;
  const rows = await ctx.database.read({ deadline: ctx.deadline, name: 'inbound.waiting' }, ({ kysely }) =>
    kysely
      .selectFrom('InboundEvent')
      .select(['id', 'vendor', 'payload', 'receivedAt'])
      .where('ownerId', '=', ctx.principal.ownerId)

      .where('payload', 'is not', null)
      .where('processedAt', 'is', null)
      .where('receivedAt', '<', onItsWay)
      .orderBy('receivedAt')
      .limit(most)
      .execute(),
  );
  return {
    items: rows.map(({ id, vendor, payload, receivedAt }) => ({
      id,
      vendor,
      text: inboundPayloadSchema.safeParse(payload).data?.text ?? '',
      receivedAt: receivedAt.toISOString(),
    })),
  };
}

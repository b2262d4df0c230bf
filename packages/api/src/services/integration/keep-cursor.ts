import type { IntegrationRow } from '@ballast/db';
import { sql } from 'kysely';
import type { Call } from '../../context.ts';

/**
 * Keeps how far a connection was read; what is not named stays. Nothing is kept for a connection that was made anew
 * meanwhile. One sync overwriting another's place is harmless: what was read twice is recognised.
 */
export async function keepCursor(ctx: Call, row: IntegrationRow, cursor: object): Promise<void> {
  await ctx.database.transaction(
    { deadline: ctx.deadline, name: 'integration.cursor' },
    async ({ kysely }) => {
      await kysely
        .updateTable('Integration')
        .set({ cursors: sql`cursors || ${JSON.stringify(cursor)}::jsonb` })
        .where('id', '=', row.id)
        .where('ownerId', '=', row.ownerId)
        .where('connectedAt', '=', row.connectedAt)
        .execute();
      await ctx.faults.hit('sync.before-cursor-commit');
    },
  );
}

import type { IntegrationRow } from '@ballast/db';
import { sql } from 'kysely';
import { z } from 'zod';
import { requireAbroad } from '../../abroad/abroad.ts';
import type { Call } from '../../context.ts';
import { DomainError, notFound } from '../../errors.ts';
import { idSchema } from '../../schemas.ts';
import { openConnection, openSecrets, sealSecrets } from './account.ts';
import { findIntegration } from './find.ts';
import { type IntegrationView, presentIntegration } from './present.ts';
import { syncWork } from './sync-work.ts';
import { tracked } from './track.ts';
import { connectedVendorSchema, isConnectable } from './vendors.ts';

export const syncInput = z.strictObject({
  /** Which of the caller's own. */
  vendor: connectedVendorSchema.optional(),
  /** Which of anybody's; for the service. */
  integrationId: idSchema.optional(),
});

/**
 * Looks after one connection: does what there is to do with it (`syncWork`), which tells whether the vendor still takes
 * its credentials, and seals them anew when the newest key is another one. May run at once with others and stop anywhere.
 */
export async function syncIntegration(options: {
  ctx: Call;
  input: z.infer<typeof syncInput>;
}): Promise<{ integration: IntegrationView }> {
  const { ctx, input } = options;
  const row = await findRow(ctx, input);
  const { vendor } = row;
  if (!isConnectable(vendor)) throw notFound('connection');
  if (row.status === 'reconnect_needed') {
    throw new DomainError(
      'conflict',
      'Connect this service again first: it no longer takes our credentials.',
    );
  }
  await sealAnew(ctx, row);
  await tracked(ctx, row.id, async () => {
    const work = syncWork[vendor] as (...given: unknown[]) => Promise<void>;
    return work(ctx, row, openConnection(ctx, row, vendor, ctx.deadline));
  });
  const after = await ctx.database.transaction(
    { deadline: ctx.deadline, name: 'integration.synced' },
    ({ kysely }) =>
      kysely
        .updateTable('Integration')
        .set({ lastSyncAt: sql<Date>`now()` })
        .where('id', '=', row.id)
        .returningAll()
        .executeTakeFirst(),
  );
  return { integration: presentIntegration(vendor, after) };
}

async function findRow(ctx: Call, input: z.infer<typeof syncInput>): Promise<IntegrationRow> {
  const { principal } = ctx;
  const { vendor, integrationId } = input;
  if (principal.kind === 'user') {
    if (vendor === undefined) throw new DomainError('validation_failed', 'vendor: say which one.');
    const row = await findIntegration(ctx, principal.ownerId, vendor);
    if (!row?.credentials) throw notFound('connection');
    return row;
  }
  if (integrationId === undefined)
    throw new DomainError('validation_failed', 'integrationId: say which one.');
  const row = await ctx.database.read({ deadline: ctx.deadline }, ({ kysely }) =>
    kysely.selectFrom('Integration').selectAll().where('id', '=', integrationId).executeTakeFirst(),
  );
  if (!row?.credentials) throw notFound('connection');
  return row;
}

/** Credentials under an old key move to the newest as they are used, so that the old one can go one day. */
async function sealAnew(ctx: Call, row: IntegrationRow): Promise<void> {
  const { vault } = requireAbroad(ctx);
  if (row.credentialsKeyId === vault.keyId || !isConnectable(row.vendor)) return;
  const secrets = openSecrets(vault, row, row.vendor);
  const sealed = sealSecrets(vault, row.ownerId, row.vendor, secrets);
  await ctx.database.transaction({ deadline: ctx.deadline, name: 'integration.reseal' }, ({ kysely }) =>
    kysely
      .updateTable('Integration')
      .set(sealed)
      .where('id', '=', row.id)
      // Only what was read: a token renewed meanwhile is under the newest key already.
      .where('credentials', '=', row.credentials)
      .execute(),
  );
}

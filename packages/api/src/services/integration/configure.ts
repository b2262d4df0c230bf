import { z } from 'zod';
import type { OwnerCall, TxCall } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { enqueueSyncIn } from './enqueue-sync.ts';
import { type IntegrationView, presentIntegration } from './present.ts';
import { captureRuleSchema, settingsOf, settingsSchemas } from './settings.ts';

const { userId, channels, receipts } = settingsSchemas.slack.shape;

/** What can be changed about a connection without giving its credentials again. What is left out stays as it is. */
export const configureInput = z.discriminatedUnion(
  'vendor',
  [
    z.strictObject({
      vendor: z.literal('slack'),
      userId: userId.unwrap().optional(),
      channels: channels.unwrap().optional(),
      receipts: receipts.unwrap().optional(),
    }),
    z.strictObject({ vendor: z.literal('gmail'), capture: captureRuleSchema.nullable().optional() }),
  ],
  { error: 'vendor: only slack and gmail have something to choose.' },
);

/** Changes what a person decided about a connection: whose messages and which mail are kept, and whether that is answered. */
export async function configureIntegration(options: {
  ctx: OwnerCall & TxCall;
  input: z.infer<typeof configureInput>;
}): Promise<{ integration: IntegrationView }> {
  const { ctx, input } = options;
  const { vendor, ...given } = input;
  const { ownerId } = ctx.principal;
  const row = await ctx.tx.kysely
    .selectFrom('Integration')
    .select('settings')
    .where('ownerId', '=', ownerId)
    .where('vendor', '=', vendor)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('connection');
  const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const settings = { ...settingsOf(vendor, row.settings), ...changes };
  const changed = await ctx.tx.kysely
    .updateTable('Integration')
    .set({ settings: JSON.stringify(settings), updatedAt: new Date(ctx.runtime.now()) })
    .where('ownerId', '=', ownerId)
    .where('vendor', '=', vendor)
    .returningAll()
    .executeTakeFirstOrThrow();
  await enqueueSyncIn(ctx.tx, changed.id, ctx.runtime);
  return { integration: presentIntegration(vendor, changed) };
}

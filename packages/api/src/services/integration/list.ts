import type { OwnerCall } from '../../context.ts';
import { type IntegrationView, presentAll } from './present.ts';

/** Every service that can be connected, and how the owner's connection of it stands. */
export async function listIntegrations(options: { ctx: OwnerCall }): Promise<{ items: IntegrationView[] }> {
  const { ctx } = options;
  const rows = await ctx.database.read({ deadline: ctx.deadline }, ({ kysely }) =>
    kysely.selectFrom('Integration').selectAll().where('ownerId', '=', ctx.principal.ownerId).execute(),
  );
  return { items: presentAll(rows) };
}

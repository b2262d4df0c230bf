import type { OwnerCall } from '../../context.ts';

/** How much waits for the owner's word. */
export interface Waiting {
  /** Actions that are proposed, or approved and not executed yet. */
  readonly actions: number;
  /** Messages of which nobody knows whether they arrived. */
  readonly messages: number;
}

/** Counts what waits for the owner's word: cheap enough to be asked by every page. */
export async function countWaiting(options: { ctx: OwnerCall }): Promise<Waiting> {
  const { ctx } = options;
  const { ownerId } = ctx.principal;
  const { actions, messages } = await ctx.database.read({ deadline: ctx.deadline }, ({ kysely }) =>
    kysely
      .selectNoFrom((eb) => [
        eb
          .selectFrom('AgentAction')
          .select((count) => count.fn.countAll<string>().as('count'))
          .where('ownerId', '=', ownerId)
          .where('status', 'in', ['proposed', 'approved'])
          .as('actions'),
        eb
          .selectFrom('OutboxMessage')
          .select((count) => count.fn.countAll<string>().as('count'))
          .where('ownerId', '=', ownerId)
          .where('status', '=', 'unknown')
          .as('messages'),
      ])
      .executeTakeFirstOrThrow(),
  );
  return { actions: Number(actions), messages: Number(messages) };
}

import { isReliabilityError } from '@ballast/reliability';
import { type Call, ownerIdOf } from '../../context.ts';

/** What a search waits for its embedding at most, in ms: words alone find nearly as much, at once. */
const embedBudgetMs = 1_500;

/** A search's embedding; undefined when no provider gives one in time. */
export async function embedQuery(
  ctx: Call,
  text: string,
): Promise<{ model: string; vector: readonly number[] } | undefined> {
  using deadline = ctx.deadline.child(embedBudgetMs);
  try {
    const embedded = await ctx.thinker.embed([text], { deadline, ownerId: ownerIdOf(ctx.principal) });
    const vector = embedded?.vectors[0];
    return embedded && vector ? { model: embedded.model, vector } : undefined;
  } catch (error) {
    ctx.deadline.throwIfAborted();
    ctx.logger.info(
      { code: isReliabilityError(error) ? error.code : 'unknown' },
      'searching by words alone: no embedding',
    );
    return undefined;
  }
}

import { z } from 'zod';
import type { Call } from '../../context.ts';
import { executeFor } from './execute.ts';
import { insertProposal } from './propose.ts';
import { proposeByRules } from './rules.ts';

export const suggestActionsInput = z.strictObject({}).default({});

/** One run over all owners, for the schedulers' log. */
export interface SuggestReport {
  /** New proposals. */
  readonly proposed: number;
  /** Those that were executed at once, because the person said so for their kind. */
  readonly executed: number;
  /** Owners, or automatic executions, that failed. */
  readonly failed: number;
}

/** A heap of suggestions helps nobody: the rest comes when these are decided. */
const mostOpen = 20;
const ownerBudgetMs = 10_000;

/** Runs the rules for everyone; one owner's failure is theirs alone. Any number of runs make each proposal once. */
export async function suggestActions(options: { ctx: Call }): Promise<SuggestReport> {
  const { ctx } = options;
  const owners = await ctx.database.read({ deadline: ctx.deadline }, ({ kysely }) =>
    kysely.selectFrom('User').select(['id', 'timezone']).orderBy('id').execute(),
  );
  const report = { proposed: 0, executed: 0, failed: 0 };
  for (const owner of owners) {
    ctx.deadline.throwIfAborted();
    using deadline = ctx.deadline.child(ownerBudgetMs);
    const call = { ...ctx, deadline };
    try {
      const { proposed, approved } = await suggestFor(call, owner);
      report.proposed += proposed;
      for (const id of approved) {
        await executeFor(call, { ownerId: owner.id, id, by: 'auto-approval' });
        report.executed += 1;
      }
    } catch {
      ctx.logger.error({ ownerId: owner.id }, 'suggestions failed for one owner');
      report.failed += 1;
    }
  }
  return report;
}

async function suggestFor(ctx: Call, owner: { readonly id: string; readonly timezone: string }) {
  const nowMs = ctx.runtime.now();
  return ctx.database.transaction({ deadline: ctx.deadline, name: 'action.suggest' }, async (tx) => {
    const open = await tx.kysely
      .selectFrom('AgentAction')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('ownerId', '=', owner.id)
      .where('status', '=', 'proposed')
      .where('dedupeKey', 'is not', null)
      .executeTakeFirstOrThrow();
    const records = await tx.kysely
      .selectFrom('Record')
      .select(['id', 'category', 'title', 'fields', 'status', 'dueAt', 'version'])
      .where('ownerId', '=', owner.id)
      .where('status', '=', 'open')
      .where((eb) =>
        eb.or([
          eb.and([eb('category', '=', 'admin'), eb('dueAt', '<', new Date(nowMs))]),
          eb('category', '=', 'people'),
        ]),
      )
      .orderBy('updatedAt', 'desc')
      .limit(500)
      .execute();
    const approved: string[] = [];
    let proposed = 0;
    for (const { rule, ...proposal } of proposeByRules(records, nowMs, owner.timezone)) {
      if (Number(open.count) + proposed >= mostOpen) break;
      const row = await insertProposal(tx, {
        ...proposal,
        ownerId: owner.id,
        proposedBy: `rule:${rule}`,
        nowMs,
      });
      if (!row) continue;
      proposed += 1;
      if (row.status === 'approved') approved.push(row.id);
      await ctx.faults.hit('action.suggest.after-proposal');
    }
    return { proposed, approved };
  });
}

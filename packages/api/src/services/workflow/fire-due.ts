import { sql } from 'kysely';
import { z } from 'zod';
import type { Call } from '../../context.ts';
import { claimExecution } from './claim.ts';
import { triggerSchema } from './definition.ts';
import { enqueueRun } from './fire.ts';
import { nextRunOf, timezoneOf } from './next-run.ts';

export const fireDueInput = z.strictObject({}).default({});

/** A safety net against a tick that never ends; what is left over is the next tick's. */
const mostPerTick = 1_000;

/**
 * Sets off every scheduled workflow that is due by the database's clock, each in a transaction of its own: its
 * execution, its job and its next date commit together, so any number of schedulers may tick at once. Runs that were
 * missed while nothing ran become one.
 */
export async function fireDueWorkflows(options: { ctx: Call }): Promise<{ fired: number; failed: number }> {
  const { ctx } = options;
  const report = { fired: 0, failed: 0 };
  const broken: string[] = [];
  while (report.fired + report.failed < mostPerTick) {
    ctx.deadline.throwIfAborted();
    const outcome = await fireNext(ctx, broken);
    if (outcome === 'none') break;
    if (outcome.fired) report.fired += 1;
    else {
      broken.push(outcome.id);
      report.failed += 1;
    }
  }
  return report;
}

async function fireNext(
  ctx: Call,
  except: readonly string[],
): Promise<'none' | { id: string; fired: boolean }> {
  let id: string | undefined;
  try {
    return await ctx.database.transaction(
      { deadline: ctx.deadline, name: 'workflow.fire-due' },
      async (tx) => {
        let query = tx.kysely
          .selectFrom('Workflow')
          .selectAll()
          .select(sql<Date>`now()`.as('now'))
          .where('enabled', '=', true)
          .where('nextRunAt', '<=', sql<Date>`now()`);
        if (except.length > 0) query = query.where('id', 'not in', except);
        const due = await query.orderBy('nextRunAt').limit(1).forUpdate().skipLocked().executeTakeFirst();
        if (!due?.nextRunAt) return 'none';
        id = due.id;
        const trigger = { type: 'scheduled', at: due.nextRunAt.toISOString() };
        const { execution, fresh } = await claimExecution(tx, { workflow: due, trigger, depth: 0 });
        await ctx.faults.hit('workflow.fire-due.after-claim');
        if (fresh && execution.status === 'running') await enqueueRun(tx, execution.id);
        const nextRunAt = nextRunOf({
          trigger: triggerSchema.parse(due.trigger),
          enabled: true,
          timezone: await timezoneOf(tx, due.ownerId),
          afterMs: Math.max(due.now.getTime(), due.nextRunAt.getTime()),
        });
        await tx.kysely.updateTable('Workflow').set({ nextRunAt }).where('id', '=', due.id).execute();
        await ctx.faults.hit('workflow.fire-due.before-commit');
        return { id: due.id, fired: true };
      },
    );
  } catch (error) {
    if (id === undefined || ctx.deadline.reason) throw error;
    // One broken workflow does not hold up the others'.
    ctx.logger.error({ workflowId: id }, 'a scheduled workflow could not be set off');
    return { id, fired: false };
  }
}

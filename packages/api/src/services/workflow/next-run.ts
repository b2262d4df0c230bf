import type { Tx } from '@ballast/db';
import { DomainError } from '../../errors.ts';
import { nextRunMs, parseCron } from './cron.ts';
import { triggerSchema, type WorkflowTrigger } from './definition.ts';

/** What a workflow's next run depends on. */
export interface Timetable {
  readonly trigger: WorkflowTrigger;
  readonly enabled: boolean;
  /** The owner's, IANA. */
  readonly timezone: string;
  /** Only later than this, epoch ms. */
  readonly afterMs: number;
}

/**
 * When a workflow runs next by its schedule; null without one, or while it is switched off.
 * @throws DomainError `validation_failed` for a date that never comes
 */
export function nextRunOf({ trigger, enabled, timezone, afterMs }: Timetable): Date | null {
  if (trigger.schedule === undefined || !enabled) return null;
  const atMs = nextRunMs(parseCron(trigger.schedule), afterMs, timezone);
  if (atMs === undefined) {
    throw new DomainError('validation_failed', 'trigger.schedule: that date never comes.');
  }
  return new Date(atMs);
}

/** The owner's timezone. */
export async function timezoneOf({ kysely }: Tx, ownerId: string): Promise<string> {
  const owner = await kysely
    .selectFrom('User')
    .select('timezone')
    .where('id', '=', ownerId)
    .executeTakeFirstOrThrow();
  return owner.timezone;
}

/** After the owner moved to another timezone: nine o'clock is another instant from now on. */
export async function rescheduleWorkflows(
  { kysely }: Tx,
  owner: { readonly id: string; readonly timezone: string },
  nowMs: number,
): Promise<void> {
  const scheduled = await kysely
    .selectFrom('Workflow')
    .select(['id', 'trigger', 'enabled'])
    .where('ownerId', '=', owner.id)
    .where('triggerType', '=', 'scheduled')
    .forUpdate()
    .execute();
  for (const { id, trigger, enabled } of scheduled) {
    const nextRunAt = nextRunOf({
      trigger: triggerSchema.parse(trigger),
      enabled,
      timezone: owner.timezone,
      afterMs: nowMs,
    });
    await kysely.updateTable('Workflow').set({ nextRunAt }).where('id', '=', id).execute();
  }
}

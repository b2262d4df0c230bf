import type { RecordRow, Tx } from '@ballast/db';
import { fieldsSchemas } from '@ballast/integrations';
import { DomainError } from '../../errors.ts';
import type { Category, RecordStatus } from '../../schemas.ts';
import { mirrorRecord } from '../record-link/mirror-record.ts';
import type { MirrorVendor } from '../record-link/wanted.ts';
import { type Cause, fireRecordEvent } from '../workflow/fire.ts';
import { nextRound, recurrenceIn } from './complete-recurring.ts';
import { indexRecord, saysOtherwise } from './index-record.ts';
import { presentRecord } from './present.ts';

/** What is to be different; what is absent stays as it is. */
export interface RecordChange {
  readonly title?: string | undefined;
  /** Merged into what is there; null removes a field. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
  readonly category?: Category | undefined;
  readonly status?: RecordStatus | undefined;
  readonly dueAt?: Date | null | undefined;
  readonly dueAllDay?: boolean | undefined;
  readonly snoozedUntil?: Date | null | undefined;
  /** When one that recurs was completed; set by completing it. */
  readonly lastCompletedAt?: Date | undefined;
}

/** A change to one record, which the caller has locked. */
export interface RecordEdit {
  readonly record: RecordRow;
  readonly change: RecordChange;
  /** The caller's clock, epoch ms. */
  readonly nowMs: number;
  /** The execution that changes it, if one does. */
  readonly cause?: Cause | undefined;
  /** The vendor whose copy of the record was edited, if that is where the change comes from. */
  readonly origin?: MirrorVendor | undefined;
}

/**
 * Changes a record in the caller's transaction, and sets off the workflows that wait for it there too. A change to
 * what it is already is none: no new version, nothing set off.
 * @throws DomainError `validation_failed` for fields its category does not have
 */
export async function changeRecord(tx: Tx, edit: RecordEdit): Promise<RecordRow> {
  const { record, nowMs, cause, origin } = edit;
  const columns = columnsOf(record, await meantBy(tx, edit), new Date(nowMs));
  if (Object.keys(columns).length === 0) return record;
  const after = await tx.kysely
    .updateTable('Record')
    .set((eb) => ({ ...columns, version: eb('version', '+', 1), updatedAt: new Date(nowMs) }))
    .where('id', '=', record.id)
    .where('ownerId', '=', record.ownerId)
    .returningAll()
    .executeTakeFirstOrThrow();
  if (saysOtherwise(record, after)) await indexRecord(tx, after);
  await fireRecordEvent(tx, { before: record, after, cause });
  await mirrorRecord(tx, after, { origin });
  return after;
}

/** Completing what recurs means its next date; everything else is meant as it was said. */
async function meantBy(tx: Tx, { record, change, nowMs }: RecordEdit): Promise<RecordChange> {
  if (change.status !== 'done') return change;
  const given = change.fields !== undefined && 'recurrence' in change.fields;
  const recurrence = given ? recurrenceIn(change.fields) : record.recurrence;
  const next = await nextRound(tx, { ...record, recurrence }, nowMs);
  return next ? { ...change, ...next, fields: { ...change.fields, ...next.fields } } : change;
}

/** The columns that really change. */
function columnsOf(record: RecordRow, change: RecordChange, now: Date) {
  const { title, status, category, dueAt, dueAllDay, snoozedUntil, lastCompletedAt } = change;
  const fields = change.fields === undefined ? undefined : mergeFields(record, change);
  return {
    ...(title === undefined || title === record.title ? {} : { title }),
    ...(category === undefined || category === record.category ? {} : { category }),
    ...(fields === undefined || sameFields(fields, record.fields)
      ? {}
      : { fields: JSON.stringify(fields), recurrence: recurrenceIn(fields) }),
    ...(lastCompletedAt === undefined ? {} : { lastCompletedAt }),
    ...(status === undefined || status === record.status
      ? {}
      : { status, archivedAt: status === 'archived' ? now : null }),
    ...(dueAt === undefined || dueAt?.getTime() === record.dueAt?.getTime() ? {} : { dueAt }),
    ...(dueAllDay === undefined || dueAllDay === record.dueAllDay ? {} : { dueAllDay }),
    ...(snoozedUntil === undefined || snoozedUntil?.getTime() === record.snoozedUntil?.getTime()
      ? {}
      : { snoozedUntil }),
  };
}

function sameFields(one: object, other: unknown): boolean {
  const sorted = (value: object) =>
    JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  return typeof other === 'object' && other !== null && sorted(one) === sorted(other);
}

function mergeFields(record: RecordRow, change: RecordChange): Record<string, unknown> {
  const category = change.category ?? record.category;
  const present = presentRecord(record).fields;
  const merged = Object.entries({ ...present, ...change.fields }).filter(([, value]) => value !== null);
  return checkFields(category, Object.fromEntries(merged));
}

/**
 * Fields as a category keeps them.
 * @throws DomainError `validation_failed`
 */
export function checkFields(category: Category, fields: Readonly<Record<string, unknown>>) {
  const parsed = fieldsSchemas[category].strict().safeParse(fields);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new DomainError(
    'validation_failed',
    `fields.${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`,
  );
}

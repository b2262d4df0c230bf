import { newId } from '@ballast/db';
import { z } from 'zod';
import type { TxCall } from '../../context.ts';
import { measureJob } from '../../measure-jobs.ts';
import { idSchema, instantSchema } from '../../schemas.ts';

/** What a job was about: the owner of that is the owner of its run. */
const subjectSchema = z.strictObject({
  entryId: idSchema.optional(),
  messageId: idSchema.optional(),
  executionId: idSchema.optional(),
  ownerId: z.string().max(100).optional(),
});
type Subject = z.infer<typeof subjectSchema>;

const code = z.string().regex(/^[A-Za-z0-9_.-]{1,80}$/);

export const recordJobInput = z.strictObject({
  task: code,
  key: z.string().max(255).nullable(),
  /** `postponed`: asked to come back later, or stopped by a shutdown; it cost no attempt. */
  status: z.enum(['succeeded', 'failed', 'postponed']),
  attempt: z.int().min(1),
  /** Counts only. */
  report: z.record(z.string().max(80), z.number()).nullable(),
  /** A reason code. */
  error: code.nullable(),
  traceId: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullable(),
  queuedAt: instantSchema,
  startedAt: instantSchema,
  finishedAt: instantSchema,
  subject: subjectSchema,
});

/** Keeps one finished run of a job or a tick of the schedule, whichever process it ran in. */
export async function recordJob(options: {
  ctx: TxCall;
  input: z.infer<typeof recordJobInput>;
}): Promise<{ id: string }> {
  const { ctx, input } = options;
  const { subject, report, queuedAt, startedAt, finishedAt, ...facts } = input;
  const id = newId();
  const [queued, started, finished] = [new Date(queuedAt), new Date(startedAt), new Date(finishedAt)];
  await ctx.tx.kysely
    .insertInto('JobRun')
    .values({
      id,
      ownerId: (await ownerOf(ctx, subject)) ?? null,
      ...facts,
      report: report === null ? null : JSON.stringify(report),
      queuedAt: queued,
      startedAt: started,
      finishedAt: finished,
    })
    .execute();
  ctx.tx.afterCommit(() =>
    measureJob(facts.task, facts.status, {
      lagMs: Math.max(0, started.getTime() - queued.getTime()),
      durationMs: Math.max(0, finished.getTime() - started.getTime()),
    }),
  );
  return { id };
}

async function ownerOf({ tx }: TxCall, subject: Subject): Promise<string | undefined> {
  const tables = [
    ['InboxEntry', subject.entryId],
    ['OutboxMessage', subject.messageId],
    ['WorkflowExecution', subject.executionId],
    ['User', subject.ownerId],
  ] as const;
  for (const [table, id] of tables) {
    if (id === undefined) continue;
    if (table === 'User') return id;
    const row = await tx.kysely.selectFrom(table).select('ownerId').where('id', '=', id).executeTakeFirst();
    if (row) return row.ownerId;
  }
  return undefined;
}

import { type AgentActionRow, newId, type Tx } from '@ballast/db';
import { z } from 'zod';
import type { OwnerCall, TxCall } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { personText } from '../../schemas.ts';
import { moveAction } from './audit.ts';
import { type ActionContent, kindSchema, readContent } from './kinds.ts';
import { type ActionView, presentAction } from './present.ts';

export const proposeActionInput = z
  .strictObject({
    kind: kindSchema,
    params: z.record(z.string(), z.unknown()),
    reason: personText('The reason', 500).optional(),
    /** Who had the idea. */
    proposedBy: z.enum(['person', 'ai']).default('person'),
  })
  .transform(({ kind, params, ...rest }, context) => {
    try {
      return { content: readContent(kind, params), ...rest };
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      for (const issue of error.issues) {
        context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
      }
      return z.NEVER;
    }
  });

/** An action that somebody thinks should be done. */
export interface Proposal {
  readonly ownerId: string;
  readonly content: ActionContent;
  readonly reason: string | undefined;
  /** `person`, `ai` or `rule:<name>`. */
  readonly proposedBy: string;
  /** What a rule recognises its own proposal by: the same one is made once. */
  readonly dedupeKey?: string;
  readonly nowMs: number;
}

/** Proposes an action; nothing happens until it is executed. */
export async function proposeAction(options: {
  ctx: OwnerCall & TxCall;
  input: z.infer<typeof proposeActionInput>;
}): Promise<{ action: ActionView }> {
  const { ctx, input } = options;
  const { content, reason, proposedBy } = input;
  const { ownerId } = ctx.principal;
  await checkRecords(ctx.tx, ownerId, content);
  const nowMs = ctx.runtime.now();
  const row = await insertProposal(ctx.tx, { ownerId, content, reason, proposedBy, nowMs });
  if (!row) throw notFound('action');
  return { action: presentAction(row) };
}

/** Another owner's record is none. */
async function checkRecords({ kysely }: Tx, ownerId: string, { kind, params }: ActionContent): Promise<void> {
  const ids = kind === 'link' ? [params.fromId, params.toId] : 'recordId' in params ? [params.recordId] : [];
  if (ids.length === 0) return;
  const found = await kysely
    .selectFrom('Record')
    .select('id')
    .where('ownerId', '=', ownerId)
    .where('id', 'in', ids)
    .execute();
  if (found.length < ids.length) throw notFound('record');
}

/**
 * Writes a proposal in the caller's transaction; approved at once where the person said so for its kind. Undefined
 * when this very proposal was made before, whatever became of it.
 */
export async function insertProposal(tx: Tx, proposal: Proposal): Promise<AgentActionRow | undefined> {
  const { ownerId, content, reason, proposedBy, dedupeKey, nowMs } = proposal;
  const now = new Date(nowMs);
  const row = await tx.kysely
    .insertInto('AgentAction')
    .values({
      id: newId(),
      ownerId,
      kind: content.kind,
      params: JSON.stringify(content.params),
      reason: reason ?? null,
      proposedBy,
      dedupeKey: dedupeKey ?? null,
      audit: JSON.stringify([{ at: now.toISOString(), from: null, to: 'proposed', by: proposedBy }]),
    })
    .onConflict((conflict) => conflict.columns(['ownerId', 'dedupeKey']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!row) return undefined;
  const { autoApprove } = await tx.kysely
    .selectFrom('User')
    .select('autoApprove')
    .where('id', '=', ownerId)
    .executeTakeFirstOrThrow();
  if (!autoApprove.includes(content.kind)) return row;
  return moveAction(tx, row, { to: 'approved', by: 'auto-approval', nowMs });
}

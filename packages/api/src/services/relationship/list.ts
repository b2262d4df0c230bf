import type { Tx } from '@ballast/db';
import { sql } from 'kysely';
import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { type Category, idSchema } from '../../schemas.ts';
import { faded, strengthOf } from './strength.ts';

export const listRelationshipsInput = z.strictObject({
  recordId: idSchema,
  limit: z.int().min(1).max(100).default(50),
});

/** What connects two records: one names the other, others name both, or they are about the same. */
export type RelationshipKind = 'mention' | 'together' | 'likeness';

/** Another record that this one has to do with; seen the same from both sides. */
export interface RelationshipItem {
  readonly recordId: string;
  readonly category: Category;
  readonly title: string;
  /** The closest of what connects them. */
  readonly kind: RelationshipKind;
  /** 0..1: grows with mentions, halves with each 30 days after them. */
  readonly strength: number;
  /** How many records name one of them in the other, or both. */
  readonly mentions: number;
  readonly lastMentionedAt: string;
  /** Who names whom: this record the other (`to`), the other this one (`from`), or each the other. Null: neither. */
  readonly direction: 'to' | 'from' | 'both' | null;
  /** Why they were linked, where whoever linked them said so. */
  readonly reason: string | null;
  /** The newest record that names both, where one does. */
  readonly via: { readonly recordId: string; readonly title: string } | null;
}

interface Tie {
  readonly recordId: string;
  readonly category: Category;
  readonly title: string;
  readonly kind: RelationshipKind;
  readonly strength: number;
  readonly at: Date;
  readonly direction: 'to' | 'from' | null;
  readonly reason: string | null;
  readonly viaId: string | null;
  readonly viaTitle: string | null;
}

/** How many ties are weighed, the newest first; more of them would hardly change a strength. */
const weighed = 2_000;
const closeness: readonly RelationshipKind[] = ['mention', 'together', 'likeness'];

/** The records one has to do with, the strongest first; archived ones are left out. */
export async function listRelationships(options: {
  ctx: OwnerCall;
  input: z.infer<typeof listRelationshipsInput>;
}): Promise<{ items: RelationshipItem[] }> {
  const { ctx, input } = options;
  const { ownerId } = ctx.principal;
  const ties = await ctx.database.read({ deadline: ctx.deadline, name: 'relationship.list' }, async (tx) => {
    const record = await tx.kysely
      .selectFrom('Record')
      .select('id')
      .where('id', '=', input.recordId)
      .where('ownerId', '=', ownerId)
      .executeTakeFirst();
    if (!record) throw notFound('record');
    return tiesOf(tx, ownerId, record.id);
  });
  const items = [...Map.groupBy(ties, ({ recordId }) => recordId).values()]
    .map((group) => summed(group, ctx.runtime.now()))
    .filter((item) => item !== undefined)
    .sort((a, b) => b.strength - a.strength || (a.recordId < b.recordId ? -1 : 1));
  return { items: items.slice(0, input.limit) };
}

/** Every tie of a record: named by it, naming it, and named together with it by a third. */
async function tiesOf(tx: Tx, ownerId: string, recordId: string): Promise<Tie[]> {
  const { rows } = await sql<Tie>`
    WITH ties AS (
      SELECT "toId" AS other, "kind", "strength", "lastMentionedAt" AS at, 'to' AS direction, "reason", NULL::uuid AS via
      FROM "Relationship"
      WHERE "fromId" = ${recordId} AND "ownerId" = ${ownerId}
      UNION ALL
      SELECT "fromId", "kind", "strength", "lastMentionedAt", 'from', "reason", NULL::uuid FROM "Relationship"
      WHERE "toId" = ${recordId} AND "ownerId" = ${ownerId}
      UNION ALL
      SELECT beside."toId", 'together', 1, mine."lastMentionedAt", NULL, NULL, mine."fromId"
      FROM "Relationship" AS mine
      JOIN "Relationship" AS beside ON beside."fromId" = mine."fromId" AND beside."toId" <> mine."toId"
      WHERE mine."toId" = ${recordId} AND mine."ownerId" = ${ownerId} AND mine."kind" = 'mention'
        AND beside."ownerId" = ${ownerId} AND beside."kind" = 'mention'
    )
    SELECT "Record"."id" AS "recordId", "Record"."category", "Record"."title", ties."kind", ties."strength", ties.at,
      ties.direction, ties."reason", ties.via AS "viaId", third."title" AS "viaTitle"
    FROM ties JOIN "Record" ON "Record"."id" = ties.other LEFT JOIN "Record" AS third ON third."id" = ties.via
    WHERE "Record"."ownerId" = ${ownerId} AND "Record"."status" <> 'archived'
    ORDER BY ties.at DESC LIMIT ${weighed}`.execute(tx.kysely);
  return rows;
}

function summed(ties: readonly Tie[], nowMs: number): RelationshipItem | undefined {
  const [first] = ties.toSorted((a, b) => closeness.indexOf(a.kind) - closeness.indexOf(b.kind));
  if (!first) return undefined;
  const worth = ties.reduce((sum, { strength, at }) => sum + strength * faded(at.getTime(), nowMs), 0);
  const mentions = ties.filter(({ kind }) => kind !== 'likeness').length;
  return {
    recordId: first.recordId,
    category: first.category,
    title: first.title,
    kind: first.kind,
    strength: strengthOf(worth),
    mentions,
    lastMentionedAt: new Date(Math.max(...ties.map(({ at }) => at.getTime()))).toISOString(),
    direction: directionOf(ties.filter(({ kind }) => kind !== 'likeness')),
    reason: ties.find(({ reason }) => reason !== null)?.reason ?? null,
    via: viaOf(ties),
  };
}

function directionOf(ties: readonly Tie[]): RelationshipItem['direction'] {
  const directions = new Set(ties.flatMap(({ direction }) => direction ?? []));
  return directions.size > 1 ? 'both' : ([...directions][0] ?? null);
}

/** The newest of the records that name both: ties come newest first. */
function viaOf(ties: readonly Tie[]): RelationshipItem['via'] {
  const tie = ties.find(({ viaId }) => viaId !== null);
  return tie?.viaId ? { recordId: tie.viaId, title: tie.viaTitle ?? '' } : null;
}

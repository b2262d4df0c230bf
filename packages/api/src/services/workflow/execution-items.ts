import type { Tx, WorkflowExecutionRow } from '@ballast/db';
import { type Category, idSchema } from '../../schemas.ts';
import { namedItem } from './scope.ts';

/** The record that an execution is about. */
export interface ExecutionItem {
  readonly id: string;
  readonly title: string;
  readonly category: Category;
}

/** The records that executions are about, by the execution's id; each has to be the execution's owner's. */
export async function itemsOf(
  { kysely }: Tx,
  executions: readonly Pick<WorkflowExecutionRow, 'id' | 'ownerId' | 'trigger'>[],
): Promise<ReadonlyMap<string, ExecutionItem>> {
  const named = executions.flatMap(({ id, ownerId, trigger }) => {
    const { recordId } = namedItem({ ...(trigger as object) });
    return idSchema.safeParse(recordId).success && recordId !== undefined ? [{ id, ownerId, recordId }] : [];
  });
  if (named.length === 0) return new Map();
  const records = await kysely
    .selectFrom('Record')
    .select(['id', 'ownerId', 'title', 'category'])
    .where(
      'id',
      'in',
      named.map(({ recordId }) => recordId),
    )
    .execute();
  const byId = new Map(records.map((record) => [record.id, record]));
  return new Map(
    named.flatMap(({ id, ownerId, recordId }): [string, ExecutionItem][] => {
      const record = byId.get(recordId);
      if (record?.ownerId !== ownerId) return [];
      return [[id, { id: record.id, title: record.title, category: record.category }]];
    }),
  );
}

import type { AgentActionRow, Tx } from '@ballast/db';
import type { Category } from '../../schemas.ts';
import type { RollbackData } from './rollback-data.ts';

/** A record that an action speaks of. */
export interface ActionSubject {
  readonly id: string;
  readonly title: string;
  readonly category: Category;
  /** False once it is deleted: then title and category are what the action remembers. */
  readonly there: boolean;
}

/** The records that actions speak of, by the action's id, in the order they are named. */
export async function subjectsOf(
  { kysely }: Tx,
  ownerId: string,
  actions: readonly AgentActionRow[],
): Promise<ReadonlyMap<string, ActionSubject[]>> {
  const named = new Map(actions.map((action) => [action.id, idsIn(action)]));
  const ids = [...new Set([...named.values()].flat())];
  if (ids.length === 0) return new Map();
  const records = await kysely
    .selectFrom('Record')
    .select(['id', 'title', 'category'])
    .where('ownerId', '=', ownerId)
    .where('id', 'in', ids)
    .execute();
  const present = new Map(records.map((record) => [record.id, { ...record, there: true }]));
  return new Map(
    actions.map((action) => [
      action.id,
      (named.get(action.id) ?? []).flatMap((id) => present.get(id) ?? remembered(action) ?? []),
    ]),
  );
}

function rollbackDataOf(action: AgentActionRow): RollbackData | null {
  return action.rollbackData as RollbackData | null;
}

function idsIn(action: AgentActionRow): string[] {
  const data = rollbackDataOf(action);
  if (data?.kind === 'create') return [data.recordId];
  const params = action.params as Readonly<Record<string, unknown>>;
  return [params['recordId'], params['fromId'], params['toId']].filter((id) => typeof id === 'string');
}

/** What a deletion kept of the record it removed. */
function remembered(action: AgentActionRow): ActionSubject | undefined {
  const data = rollbackDataOf(action);
  if (data?.kind !== 'delete') return undefined;
  const { id, title, category } = data.record;
  return { id, title, category, there: false };
}

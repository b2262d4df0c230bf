import type { Tx, WorkflowRow } from '@ballast/db';
import type { Principal } from '../../context.ts';
import { notFound } from '../../errors.ts';

/**
 * A workflow, if the caller may touch it: a person only their own, the service any.
 * @throws DomainError `not_found`
 */
export async function loadWorkflow({ kysely }: Tx, principal: Principal, id: string): Promise<WorkflowRow> {
  let query = kysely.selectFrom('Workflow').selectAll().where('id', '=', id);
  if (principal.kind === 'user') query = query.where('ownerId', '=', principal.ownerId);
  const workflow = await query.executeTakeFirst();
  if (!workflow) throw notFound('workflow');
  return workflow;
}

import type { OwnerCall } from '../../context.ts';

/** Tables that hold a person's own data. Credentials (integrations, sessions, keys) are not data and stay out. */
const ownTables = [
  'InboxEntry',
  'Record',
  'Classification',
  'Correction',
  'Relationship',
  'Digest',
  'Workflow',
  'WorkflowExecution',
  'WorkflowStep',
  'AgentAction',
  'OutboxMessage',
  'RecordLink',
  'RecordConflict',
] as const;

/** Everything the caller keeps here, as JSON, table by table. */
export async function exportAccount(options: {
  ctx: OwnerCall;
}): Promise<{ exportedAt: string; account: object; tables: Record<string, unknown[]> }> {
  const { ctx } = options;
  const { ownerId } = ctx.principal;
  return ctx.database.transaction(
    // One snapshot, so that what refers to each other is all there.
    { deadline: ctx.deadline, name: 'account.export', isolation: 'repeatable read' },
    async ({ kysely }) => {
      const account = await kysely
        .selectFrom('User')
        .select(['name', 'email', 'timezone', 'createdAt'])
        .where('id', '=', ownerId)
        .executeTakeFirstOrThrow();
      const tables: Record<string, unknown[]> = {};
      for (const table of ownTables) {
        const rows = await kysely.selectFrom(table).selectAll().where('ownerId', '=', ownerId).execute();
        tables[table] = rows.map(({ ownerId: _owner, ...row }) => row);
      }
      return { exportedAt: new Date(ctx.runtime.now()).toISOString(), account, tables };
    },
  );
}

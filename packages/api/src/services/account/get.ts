import type { OwnerCall } from '../../context.ts';

/** A person's own account. */
export interface Account {
  readonly name: string;
  readonly email: string;
  /** IANA name; days and weeks are counted in it. */
  readonly timezone: string;
  /** Kinds of action that are approved by themselves. */
  readonly autoApprove: string[];
  /** Whether new digests go to Slack too. */
  readonly digestToSlack: boolean;
}

/** The caller's account. */
export async function getAccount(options: { ctx: OwnerCall }): Promise<Account> {
  const { ctx } = options;
  return ctx.database.read({ deadline: ctx.deadline }, ({ kysely }) =>
    kysely
      .selectFrom('User')
      .select(['name', 'email', 'timezone', 'autoApprove', 'digestToSlack'])
      .where('id', '=', ctx.principal.ownerId)
      .executeTakeFirstOrThrow(),
  );
}

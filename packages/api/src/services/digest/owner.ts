import type { Call } from '../../context.ts';
import { DomainError, notFound } from '../../errors.ts';

/** Whose digest it is, with what the period depends on. */
export interface DigestOwner {
  readonly id: string;
  readonly name: string;
  readonly timezone: string;
}

/**
 * The owner a digest is for: a person's own, or, for the service, the one it names.
 * @throws DomainError `not_found` for anybody else's id, `validation_failed` when the service names nobody.
 */
export async function digestOwner(ctx: Call, ownerId: string | undefined): Promise<DigestOwner> {
  const { principal } = ctx;
  const id = ownerId ?? (principal.kind === 'user' ? principal.ownerId : undefined);
  if (id === undefined) throw new DomainError('validation_failed', 'ownerId: say whose digest this is.');
  if (principal.kind === 'user' && id !== principal.ownerId) throw notFound('owner');
  const owner = await ctx.database.read({ deadline: ctx.deadline }, ({ kysely }) =>
    kysely.selectFrom('User').select(['id', 'name', 'timezone']).where('id', '=', id).executeTakeFirst(),
  );
  if (!owner) throw notFound('owner');
  return owner;
}

import type { OutboxMessageRow } from '@ballast/db';
import { ReliabilityError } from '@ballast/reliability';
import { sql } from 'kysely';
import type { Call } from '../../context.ts';
import { notFound } from '../../errors.ts';

/** A message and the right to deliver it. */
export interface ClaimedMessage {
  readonly message: OutboxMessageRow;
  /** Fences the settlement: whoever lost the lease can't write. */
  readonly token: string;
  /** Since it was written, in ms, by the database's clock. */
  readonly ageMs: number;
}

/**
 * Takes a message for `leaseMs`, committed at once, so that no transaction is open while the vendor is called. One
 * whose last holder vanished may have been sent: it is claimed as uncertain. Undefined when there is nothing to
 * deliver (yet).
 * @throws ReliabilityError `idempotency_in_progress` while somebody else delivers it
 */
export async function claimMessage(
  ctx: Call,
  messageId: string,
  leaseMs: number,
): Promise<ClaimedMessage | undefined> {
  const token = ctx.runtime.uuid();
  return ctx.database.transaction({ deadline: ctx.deadline, name: 'outbox.claim' }, async ({ kysely }) => {
    const found = await kysely
      .selectFrom('OutboxMessage')
      .select((eb) => [
        'status',
        'uncertain',
        sql<boolean>`"availableAt" <= now()`.as('due'),
        sql<number>`(extract(epoch FROM now() - "createdAt") * 1000)::float8`.as('ageMs'),
        sql<number>`(extract(epoch FROM "leaseExpiresAt" - now()) * 1000)::float8`.as('leaseMs'),
        eb.ref('id').as('id'),
      ])
      .where('id', '=', messageId)
      .forUpdate()
      .executeTakeFirst();
    if (!found) throw notFound('message');
    const held = found.status === 'delivering';
    if (held && found.leaseMs > 0) {
      throw new ReliabilityError('idempotency_in_progress', { retryAfterMs: Math.ceil(found.leaseMs) });
    }
    if (!held && (found.status !== 'pending' || !found.due)) return undefined;
    const message = await kysely
      .updateTable('OutboxMessage')
      .set((eb) => ({
        status: 'delivering',
        attempts: eb('attempts', '+', 1),
        uncertain: found.uncertain || held,
        leaseToken: token,
        leaseExpiresAt: sql<Date>`now() + ${leaseMs}::float8 * interval '1 millisecond'`,
      }))
      .where('id', '=', messageId)
      .returningAll()
      .executeTakeFirstOrThrow();
    await ctx.faults.hit('outbox.before-claim-commit');
    return { message, token, ageMs: found.ageMs };
  });
}

import type { Deadline } from '@ballast/reliability';
import { sql } from 'kysely';
import { z } from 'zod';
import { requireAbroad } from '../../abroad/abroad.ts';
import type { App, Call } from '../../context.ts';

/** There is one at most: the last that came. */
const row = 'notion-webhook';
const place = { ownerId: 'service', purpose: 'notion webhook' } as const;
const goodForMs = 3_600_000;
const storedSchema = z.object({ keyId: z.string(), bytes: z.base64() });

/** Keeps the token Notion brought when its webhook was set up, sealed, for an hour: whoever sets it up has to enter it there. */
export async function keepVerification(app: App, token: string, deadline: Deadline): Promise<void> {
  const { bytes, keyId } = requireAbroad(app).vault.seal(token, place);
  const value = JSON.stringify({ keyId, bytes: Buffer.from(bytes).toString('base64') });
  const expiresAt = sql<Date>`now() + ${goodForMs}::float8 * interval '1 millisecond'`;
  const fresh = { value, expiresAt, updatedAt: sql<Date>`now()` };
  await app.database.transaction({ deadline, name: 'notion.verification' }, ({ kysely }) =>
    kysely
      .insertInto('Verification')
      .values({ id: row, identifier: row, ...fresh })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(fresh))
      .execute(),
  );
}

/** The token that came last, for the service alone; null when none came within the hour. */
export async function notionVerification(options: {
  ctx: Call;
}): Promise<{ verificationToken: string | null }> {
  const { ctx } = options;
  const { vault } = requireAbroad(ctx);
  const kept = await ctx.database.read({ deadline: ctx.deadline, name: 'notion.verification' }, (tx) =>
    tx.kysely
      .selectFrom('Verification')
      .select('value')
      .where('id', '=', row)
      .where('expiresAt', '>', sql<Date>`now()`)
      .executeTakeFirst(),
  );
  if (!kept) return { verificationToken: null };
  const { keyId, bytes } = storedSchema.parse(JSON.parse(kept.value));
  const token = vault.open({ keyId, bytes: Buffer.from(bytes, 'base64') }, place);
  return { verificationToken: z.string().parse(token) };
}

import { z } from 'zod';
import { type Abroad, requireAbroad } from '../../abroad/abroad.ts';
import type { OwnerCall } from '../../context.ts';
import { openSecrets, type SecretsOf } from './account.ts';
import { findIn } from './find.ts';
import { type IntegrationView, presentIntegration } from './present.ts';
import { connectedVendorSchema, type GoogleVendor } from './vendors.ts';

export const disconnectInput = z.strictObject({ vendor: connectedVendorSchema });

/** A consent that has to end at Google's, and by which connection it was given. */
interface Consent {
  readonly integrationId: string;
  readonly tokens: SecretsOf[GoogleVendor];
}

/**
 * Deletes a connection with its credentials, its cursors and what tied records to their copies. Google is then told
 * to end the consent, as far as it can be reached: here it is over in any case.
 */
export async function disconnectIntegration(options: {
  ctx: OwnerCall;
  input: z.infer<typeof disconnectInput>;
}): Promise<{ integration: IntegrationView }> {
  const { ctx, input } = options;
  const { vendor } = input;
  const consent = await remove(ctx, vendor);
  if (consent) await endConsent(ctx, requireAbroad(ctx), consent);
  return { integration: presentIntegration(vendor, undefined) };
}

async function remove(ctx: OwnerCall, vendor: string): Promise<Consent | undefined> {
  const { ownerId } = ctx.principal;
  return ctx.database.transaction({ deadline: ctx.deadline, name: 'integration.disconnect' }, async (tx) => {
    const row = await findIn(tx, ownerId, vendor);
    if (!row) return undefined;
    await tx.kysely
      .deleteFrom('Integration')
      .where('id', '=', row.id)
      .where('ownerId', '=', ownerId)
      .execute();
    if (vendor !== 'gmail' && vendor !== 'google_calendar') return undefined;
    // One account has one consent at Google's: ending it would end the other connection too.
    const other = await findIn(tx, ownerId, vendor === 'gmail' ? 'google_calendar' : 'gmail');
    if (other || !ctx.abroad) return undefined;
    try {
      return { integrationId: row.id, tokens: openSecrets<GoogleVendor>(ctx.abroad.vault, row, vendor) };
    } catch {
      // Credentials nobody can open have nothing to end.
      return undefined;
    }
  });
}

async function endConsent(ctx: OwnerCall, { vendors }: Abroad, consent: Consent): Promise<void> {
  const { integrationId, tokens } = consent;
  const context = { credential: integrationId, ownerId: ctx.principal.ownerId, deadline: ctx.deadline };
  try {
    await vendors.googleOAuth?.revoke(tokens, context);
  } catch {
    ctx.logger.warn({ integrationId }, 'the consent could not be ended at Google');
  }
}

import { isIntegrationError } from '@ballast/integrations';
import { z } from 'zod';
import { requireAbroad } from '../../abroad/abroad.ts';
import type { OwnerCall } from '../../context.ts';
import { notFound } from '../../errors.ts';
import { vendorName } from '../outbox/content.ts';
import { openConnection } from './account.ts';
import { findIntegration } from './find.ts';
import { type Identified, identify } from './identify.ts';
import { type IntegrationView, presentIntegration } from './present.ts';
import { sayError } from './say.ts';
import { tracked } from './track.ts';
import { connectedVendorSchema } from './vendors.ts';

export const testInput = z.strictObject({ vendor: connectedVendorSchema });

/** Asks the vendor whether a connection works, and says so in words. That it does not is an answer, not an error. */
export async function testIntegration(options: {
  ctx: OwnerCall;
  input: z.infer<typeof testInput>;
}): Promise<{ ok: boolean; message: string; integration: IntegrationView }> {
  const { ctx, input } = options;
  const { vendor } = input;
  const { ownerId } = ctx.principal;
  const row = await findIntegration(ctx, ownerId, vendor);
  if (!row) throw notFound('connection');
  const { vendors } = requireAbroad(ctx);
  const ask = identify[vendor] as (...given: unknown[]) => Promise<Identified>;
  const answer = await tracked(ctx, row.id, async () => {
    const { account, context } = openConnection(ctx, row, vendor, ctx.deadline);
    return ask(vendors, account, context);
  }).then(
    () => ({ ok: true, message: `${vendorName(vendor)} answers.` }),
    (error: unknown) => {
      if (!isIntegrationError(error)) throw error;
      return { ok: false, message: sayError(error) };
    },
  );
  const after = await findIntegration(ctx, ownerId, vendor);
  return { ...answer, integration: presentIntegration(vendor, after) };
}

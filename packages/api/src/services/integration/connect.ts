import { newId } from '@ballast/db';
import { requireAbroad } from '../../abroad/abroad.ts';
import type { Call, OwnerCall } from '../../context.ts';
import type { ConnectInput } from './connect-input.ts';
import { findIntegration } from './find.ts';
import { accountOffered, type Identified, identify, type Offered } from './identify.ts';
import { prepareNotion } from './prepare-notion.ts';
import { type IntegrationView, presentIntegration } from './present.ts';
import { storeConnection } from './store-connection.ts';

/** Connects a service: the vendor says whose credentials these are, then they are kept, sealed. */
export async function connectIntegration(options: {
  ctx: OwnerCall;
  input: ConnectInput;
}): Promise<{ integration: IntegrationView }> {
  const { ctx, input } = options;
  return connectOffered(ctx, ctx.principal.ownerId, offeredBy(input));
}

/**
 * Checks credentials at the vendor, outside any transaction, and stores them in one. Also where a consent ends.
 * @throws IntegrationError when the vendor does not take them; nothing is stored then.
 */
export async function connectOffered(
  ctx: Call,
  ownerId: string,
  offered: Offered,
): Promise<{ integration: IntegrationView }> {
  const { vendors, vault } = requireAbroad(ctx);
  const { vendor } = offered;
  const before = await findIntegration(ctx, ownerId, vendor);
  // The same id as before: events and pages made through it are known by it.
  const id = before?.id ?? newId();
  const context = { credential: id, ownerId, deadline: ctx.deadline };
  const { account, secrets } = accountOffered(offered);
  const ask = identify[vendor] as (...given: unknown[]) => Promise<Identified>;
  const { accountRef } = await ask(vendors, account, context);
  const settings =
    offered.vendor === 'notion' ? await prepareNotion(vendors.notion, offered, context) : offered.settings;
  const row = await storeConnection(ctx, vault, {
    ...{ id, ownerId, vendor, accountRef },
    settings,
    secrets: secrets(),
  });
  return { integration: presentIntegration(vendor, row) };
}

function offeredBy(input: ConnectInput): Offered {
  switch (input.vendor) {
    case 'slack': {
      const { vendor, token, ...settings } = input;
      return { vendor, secrets: { token }, settings };
    }
    case 'notion': {
      const { vendor, token, parentPageId } = input;
      return { vendor, secrets: { token }, settings: { parentPageId, dataSources: {} } };
    }
    case 'gmail': {
      const { vendor, capture } = input;
      return { vendor, secrets: tokensOf(input), settings: { capture } };
    }
    case 'google_calendar': {
      const { vendor, calendarId } = input;
      return { vendor, secrets: tokensOf(input), settings: { calendarId } };
    }
  }
}

/** Nobody said when a token given by hand ends: it is renewed when it is refused. */
function tokensOf({ accessToken, refreshToken }: { accessToken: string; refreshToken?: string | undefined }) {
  return { accessToken, refreshToken: refreshToken ?? null, expiresAtMs: null, scopes: [] };
}

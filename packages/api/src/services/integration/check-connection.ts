import { requireAbroad } from '../../abroad/abroad.ts';
import type { Call } from '../../context.ts';
import type { Connection } from './account.ts';
import { type Identified, identify } from './identify.ts';
import type { ConnectedVendor } from './vendors.ts';

/** Asks the vendor whether a connection still works: a token that died is noticed before something has to be sent. */
export async function checkConnection<V extends ConnectedVendor>(
  ctx: Call,
  vendor: V,
  { account, context }: Connection<V>,
): Promise<void> {
  const { vendors } = requireAbroad(ctx);
  const ask = identify[vendor] as (...given: unknown[]) => Promise<Identified>;
  await ask(vendors, account, context);
}

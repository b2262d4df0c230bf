import type { CallContext } from '../call.ts';
import type { Vendors } from '../vendors.ts';

/** One delivery, its payload checked. */
export interface Delivery<P, A> {
  readonly vendors: Vendors;
  readonly payload: P;
  readonly account: A;
  readonly dedupeId: string;
  readonly uncertain: boolean;
  /** `credential` is the integration's id: ids of events are made from it. */
  readonly context: CallContext & { readonly ownerId: string };
}

import type { Database, Tx } from '@ballast/db';
import type { Deadline, FaultPoints, LeasedHandle, Runtime } from '@ballast/reliability';
import type { Abroad } from './abroad/abroad.ts';
import type { Dependencies } from './dependencies.ts';
import type { Logger } from './logger.ts';
import type { Outlet } from './outlet.ts';
import type { Thinker } from './thinker.ts';

/** Who is calling: a person, or the service itself (cron and jobs). */
export type Principal =
  | {
      readonly kind: 'user';
      readonly scope: string;
      readonly ownerId: string;
      readonly userId?: string;
    }
  | { readonly kind: 'service'; readonly scope: 'service' };

/** Whose call it is; undefined for the service's own. */
export function ownerIdOf(principal: Principal): string | undefined {
  return principal.kind === 'user' ? principal.ownerId : undefined;
}

/** What the service is made of; built once in each app's composition root. */
export interface App {
  readonly database: Database;
  readonly runtime: Runtime;
  readonly logger: Logger;
  readonly thinker: Thinker;
  /** Where side effects abroad leave; never called inside a transaction. */
  readonly outlet: Outlet;
  /** Names this process, since breakers and pools are each process's own. */
  readonly processId: string;
  /** What stands before outgoing calls in this process, for the operations page. */
  readonly dependencies: Dependencies;
  /** The vendors people connect, and the vault their credentials lie in; undefined where none is set up. */
  readonly abroad: Abroad | undefined;
  /** Named places where tests stop or crash a service; nothing is armed in production. */
  readonly faults: FaultPoints;
  /** Classifications below this confidence (0..1) go to *needs review*. */
  readonly confidenceMin: number;
  /** Deletes idempotency keys whose window is over; returns how many. */
  purgeIdempotency(deadline: Deadline): Promise<number>;
}

/** What every verb gets in `ctx`. */
export type Call = App & { readonly deadline: Deadline; readonly principal: Principal };
/** What a verb gets when its procedure declares `transaction: true`. */
export type TxCall = Call & { readonly tx: Tx };
/** A call that only a signed-in person can make. */
export type OwnerCall = Call & { readonly principal: Extract<Principal, { kind: 'user' }> };
/** What a verb gets when its procedure is leased and the caller sent a key: its finished steps are not run again. */
export interface Remembering {
  readonly lease?: LeasedHandle<Tx>;
}

import type { Deadline, LeasedHandle } from '@ballast/reliability';
import { initTRPC } from '@trpc/server';
import type { LadderContext, PrincipalBase } from './context.ts';
import { formatError } from './format-error.ts';
import type { ProcedureMeta } from './meta.ts';

/** The context below the deadline rung. */
export interface TimedContext extends LadderContext {
  readonly deadline: Deadline;
}

/** The context below the auth rung. */
export interface CallContext extends TimedContext {
  readonly principal: PrincipalBase;
}

/** The context below the idempotency rung, as far as the procedure's declaration goes. */
export interface GuardedContext extends CallContext {
  /** Set when the idempotency rung opened the transaction its claim lives in. */
  readonly tx?: unknown;
  /** Set in leased mode with a key. */
  readonly lease?: LeasedHandle | undefined;
}

/**
 * The tRPC root all rungs are built on. No transformer: the wire is plain JSON, so that any client can speak it and
 * a stored answer is the very text that was sent. `isDev: false` keeps stacks off the wire.
 */
export const t = initTRPC
  .context<LadderContext>()
  .meta<ProcedureMeta>()
  .create({ isDev: false, errorFormatter: formatError });

/** Makes a rung that stands below the deadline rung. */
export const timedRung = initTRPC.context<TimedContext>().meta<ProcedureMeta>().create().middleware;
/** Makes a rung that stands below the auth rung. */
export const callRung = initTRPC.context<CallContext>().meta<ProcedureMeta>().create().middleware;
/** Makes a rung that stands below the idempotency rung. */
export const guardedRung = initTRPC.context<GuardedContext>().meta<ProcedureMeta>().create().middleware;

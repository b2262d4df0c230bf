import { getTRPCErrorFromUnknown } from '@trpc/server';
import type { ProcedureMeta } from './meta.ts';
import { answerWith, failWith, type RungResult } from './middleware/replay.ts';

/** What tRPC tells a middleware, as far as it is passed on from rung to rung. */
interface Call {
  readonly ctx: object;
  next(more?: { ctx?: object }): Promise<RungResult>;
}

/** A rung, as `t.middleware` and its like make them. */
interface Rung {
  readonly _middlewares: readonly unknown[];
}

/**
 * Several rungs as one middleware, in their order, from the outside in. For tRPC each middleware is three copies of
 * the call, made by code for old engines: with one middleware a rung, they cost more than all the rungs do.
 *
 * Between the rungs it is as tRPC has it: `next()` never throws, and what `next({ ctx })` adds is seen below alone.
 */
export function stack(...rungs: readonly Rung[]): (call: Call) => Promise<RungResult> {
  const functions = rungs.flatMap((rung) => rung._middlewares) as ((call: Call) => Promise<RungResult>)[];
  return (call) => {
    const from = async (index: number, ctx: object): Promise<RungResult> => {
      const rung = functions[index];
      if (!rung) return call.next({ ctx });
      const next: Call['next'] = (more) => from(index + 1, more?.ctx ? { ...ctx, ...more.ctx } : ctx);
      try {
        return await rung({ ...call, ctx, next });
      } catch (cause) {
        return failWith(getTRPCErrorFromUnknown(cause));
      }
    };
    return from(0, call.ctx);
  };
}

/** What tRPC tells a resolver, as far as it is needed. */
export interface ResolverCall {
  readonly ctx: object;
  readonly input: unknown;
  readonly path: string;
  readonly signal: AbortSignal | undefined;
}

/**
 * A resolver with rungs right above it, which for tRPC are part of it: a middleware more would be three copies of the
 * call more. To the rungs it looks like any `next()`.
 */
export function resolveBelow(
  rungs: (call: Call) => Promise<RungResult>,
  meta: ProcedureMeta,
  resolver: (call: ResolverCall) => Promise<unknown>,
): (call: ResolverCall) => Promise<unknown> {
  return async (call) => {
    const next: Call['next'] = async (more) => {
      try {
        return answerWith(await resolver({ ...call, ctx: more?.ctx ?? call.ctx }));
      } catch (cause) {
        return failWith(getTRPCErrorFromUnknown(cause));
      }
    };
    const result = await rungs({ ...call, meta, next } as Call);
    if (!result.ok) throw result.error;
    return result.data;
  };
}

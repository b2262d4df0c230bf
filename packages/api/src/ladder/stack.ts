import { getTRPCErrorFromUnknown } from '@trpc/server';
import { failWith, type RungResult } from './middleware/replay.ts';

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

import { getTRPCErrorFromUnknown } from '@trpc/server';
import { failWith, type RungResult } from './middleware/replay.ts';

/** What a rung may hand to those below it. */
interface More {
  readonly ctx?: object;
  readonly input?: unknown;
}

/** What tRPC tells a middleware. */
interface Call {
  readonly ctx: object;
  readonly meta: unknown;
  readonly path: string;
  readonly type: string;
  readonly input: unknown;
  readonly getRawInput: () => Promise<unknown>;
  readonly signal: AbortSignal | undefined;
  readonly batchIndex: number;
  next(more?: More): Promise<RungResult>;
}

/** A rung, as `t.middleware` and its like make them. */
interface Rung {
  readonly _middlewares: readonly unknown[];
}

/**
 * Several rungs as one middleware, in their order, from the outside in. For tRPC each middleware is three copies of
 * the call, made by code for old engines: with one middleware a rung, they cost more than all the rungs do.
 *
 * Between the rungs it is as tRPC has it: `next()` never throws, and what `next({ ctx, input })` adds is seen below
 * alone.
 */
export function stack(...rungs: readonly Rung[]): (call: Call) => Promise<RungResult> {
  const functions = rungs.flatMap((rung) => rung._middlewares) as ((call: Call) => Promise<RungResult>)[];
  return (call) => {
    const { meta, path, type, getRawInput, signal, batchIndex } = call;
    const from = async (index: number, ctx: object, input: unknown): Promise<RungResult> => {
      const rung = functions[index];
      if (!rung) return call.next({ ctx, input });
      const next = (more?: More) =>
        from(
          index + 1,
          more?.ctx ? { ...ctx, ...more.ctx } : ctx,
          more && 'input' in more ? more.input : input,
        );
      try {
        return await rung({ ctx, meta, path, type, input, getRawInput, signal, batchIndex, next });
      } catch (cause) {
        return failWith(getTRPCErrorFromUnknown(cause));
      }
    };
    return from(0, call.ctx, call.input);
  };
}

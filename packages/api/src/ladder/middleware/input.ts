import { TRPCError } from '@trpc/server';
import type { z } from 'zod';
import { callRung } from '../rungs.ts';

/** Fifth rung: the input as the schema understands it is what is seen below; what it refuses gets no further. */
export function inputRung(schema: z.ZodType) {
  return callRung(async ({ getRawInput, next }) => {
    const raw = await getRawInput();
    const parsed = await schema.safeParseAsync(raw);
    if (!parsed.success) throw new TRPCError({ code: 'BAD_REQUEST', cause: parsed.error });
    return next({ input: parsed.data } as object);
  });
}

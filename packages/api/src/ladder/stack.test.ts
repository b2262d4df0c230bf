import { initTRPC, TRPCError } from '@trpc/server';
import { expect, test } from 'vitest';
import { stack } from './stack.ts';

const t = initTRPC.context<{ seen: string[]; added?: string }>().create();

const named = (name: string) =>
  t.middleware(async ({ ctx, next }) => {
    ctx.seen.push(`${name} down`);
    const result = await next();
    ctx.seen.push(`${name} up ${result.ok}`);
    return result;
  });

async function call(middleware: Parameters<typeof t.procedure.use>[0], fails = false) {
  const seen: string[] = [];
  const router = t.router({
    act: t.procedure.use(middleware).query(({ ctx }) => {
      if (fails) throw new Error('from the verb');
      return ctx.added ?? 'nothing';
    }),
  });
  const answer = await t
    .createCallerFactory(router)({ seen })
    .act()
    .catch((error: unknown) => error);
  return { answer, seen };
}

test('rungs are climbed in their order, and left in the opposite one', async () => {
  const { answer, seen } = await call(stack(named('a'), named('b')));
  expect(answer).toBe('nothing');
  expect(seen).toEqual(['a down', 'b down', 'b up true', 'a up true']);
});

test('what the verb throws is a result on every rung', async () => {
  const { answer, seen } = await call(stack(named('a'), named('b')), true);
  expect(answer).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', cause: { message: 'from the verb' } });
  expect(seen).toEqual(['a down', 'b down', 'b up false', 'a up false']);
});

test('what a rung throws is a result for those above it, wrapped as tRPC wraps it', async () => {
  const throwing = (error: Error) =>
    t.middleware(() => {
      throw error;
    });
  const plain = await call(stack(named('a'), throwing(new Error('from a rung'))));
  expect(plain.seen).toEqual(['a down', 'a up false']);
  expect(plain.answer).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', cause: { message: 'from a rung' } });
  const own = new TRPCError({ code: 'FORBIDDEN' });
  expect((await call(stack(throwing(own)))).answer).toBe(own);
});

test('what a rung adds to the context is seen below it alone', async () => {
  const adding = t.middleware(({ next }) => next({ ctx: { added: 'by a rung' } }));
  const above = t.middleware(async ({ ctx, next }) => {
    const result = await next();
    ctx.seen.push(String(ctx.added));
    return result;
  });
  const { answer, seen } = await call(stack(above, adding, named('b')));
  expect(answer).toBe('by a rung');
  expect(seen).toEqual(['b down', 'b up true', 'undefined']);
});

test('the input is as the last rung above left it, and as it was where none did', async () => {
  const seen: unknown[] = [];
  const noting = t.middleware(({ input, next }) => {
    seen.push(input);
    return next();
  });
  const parsing = t.middleware(async ({ getRawInput, next }) =>
    next({ input: [await getRawInput()] } as object),
  );
  const router = t.router({
    act: t.procedure.use(stack(noting, parsing, noting)).query(({ input }) => input),
    plain: t.procedure.use(stack(noting)).query(({ input }) => input),
  });
  const caller = t.createCallerFactory(router)({ seen: [] });
  expect(await caller.act('given' as never)).toEqual(['given']);
  expect(await caller.plain('given' as never)).toBeUndefined();
  expect(seen).toEqual([undefined, ['given'], undefined]);
});

import type { Deadline, LeasedHandle } from '@ballast/reliability';
import type { TRPCMutationProcedure, TRPCQueryProcedure } from '@trpc/server';
import type { z } from 'zod';
import type { PrincipalBase } from './context.ts';
import { type Duration, durationMs } from './duration.ts';
import type { IdempotencyDeclaration, ProcedureMeta } from './meta.ts';
import { authRung } from './middleware/auth.ts';
import { deadlineRung } from './middleware/deadline.ts';
import { errorsRung } from './middleware/errors.ts';
import { idempotencyRung } from './middleware/idempotency.ts';
import { traceRung } from './middleware/trace.ts';
import { transactionRung } from './middleware/transaction.ts';
import { type GuardedContext, t } from './rungs.ts';
import { type ResolverCall, resolveBelow, stack } from './stack.ts';

const aboveInput = t.middleware(stack(traceRung, errorsRung, deadlineRung, authRung));
const belowInput = stack(idempotencyRung, transactionRung);

type Resolver = (call: ResolverCall) => Promise<unknown>;

/** The ladder's order. It stands here and nowhere else. What declares neither key nor transaction needs no lower rungs. */
function climb<Input extends z.ZodType>(meta: ProcedureMeta, input: Input, resolver: Resolver) {
  const called = t.procedure.meta(meta).use(aboveInput).input(input);
  const guarded = meta.idempotency || meta.transaction ? resolveBelow(belowInput, meta, resolver) : resolver;
  return { called, guarded };
}

type PrincipalOf<Principal extends PrincipalBase, Kind extends Principal['kind']> = Extract<
  Principal,
  { readonly kind: Kind }
>;

/** What every verb gets in `ctx`, beside the service's own `App`. */
export interface VerbContext<Principal> {
  /** The call's one deadline: everything below takes its limits from what remains. */
  readonly deadline: Deadline;
  readonly principal: Principal;
}

interface Declaration<Kind extends string, Input extends z.ZodType> {
  readonly budget: Duration;
  /** Kinds of principal that may call. */
  readonly access: readonly Kind[];
  readonly input: Input;
}

type Verb<Ctx, Input extends z.ZodType, Output> = (options: {
  ctx: Ctx;
  input: z.output<Input>;
}) => Promise<Output>;

/** A mutation whose effects live in our database: claim, effects and stored answer commit together. */
interface AtomicDeclaration<
  App,
  Tx,
  Principal extends PrincipalBase,
  Kind extends Principal['kind'],
  Input extends z.ZodType,
  Output,
> extends Declaration<Kind, Input> {
  readonly transaction: true;
  readonly idempotency?: IdempotencyDeclaration<'atomic'>;
  readonly run: Verb<App & VerbContext<PrincipalOf<Principal, Kind>> & { readonly tx: Tx }, Input, Output>;
}

/** A mutation with effects outside: no transaction around it, steps that finished are remembered. */
interface LeasedDeclaration<
  App,
  Principal extends PrincipalBase,
  Kind extends Principal['kind'],
  Input extends z.ZodType,
  Output,
> extends Declaration<Kind, Input> {
  readonly transaction?: false;
  readonly idempotency?: IdempotencyDeclaration<'leased'>;
  readonly run: Verb<
    App & VerbContext<PrincipalOf<Principal, Kind>> & { readonly lease?: LeasedHandle },
    Input,
    Output
  >;
}

interface QueryDeclaration<
  App,
  Principal extends PrincipalBase,
  Kind extends Principal['kind'],
  Input extends z.ZodType,
  Output,
> extends Declaration<Kind, Input> {
  readonly run: Verb<App & VerbContext<PrincipalOf<Principal, Kind>>, Input, Output>;
}

/** The builders of one service's procedures. */
export interface Ladder<App extends object, Tx, Principal extends PrincipalBase> {
  query<Kind extends Principal['kind'], Input extends z.ZodType, Output>(
    declaration: QueryDeclaration<App, Principal, Kind, Input, Output>,
  ): TRPCQueryProcedure<{ input: z.input<Input>; output: Output; meta: ProcedureMeta }>;
  mutation<Kind extends Principal['kind'], Input extends z.ZodType, Output>(
    declaration: AtomicDeclaration<App, Tx, Principal, Kind, Input, Output>,
  ): TRPCMutationProcedure<{ input: z.input<Input>; output: Output; meta: ProcedureMeta }>;
  mutation<Kind extends Principal['kind'], Input extends z.ZodType, Output>(
    declaration: LeasedDeclaration<App, Principal, Kind, Input, Output>,
  ): TRPCMutationProcedure<{ input: z.input<Input>; output: Output; meta: ProcedureMeta }>;
  readonly router: typeof t.router;
  readonly createCallerFactory: typeof t.createCallerFactory;
}

/** A declaration as it arrives when the compiler was not asked: from JavaScript, or through a cast. */
interface LooseDeclaration extends Declaration<string, z.ZodType> {
  readonly transaction?: boolean;
  readonly idempotency?: IdempotencyDeclaration;
  readonly run: Verb<never, z.ZodType, unknown>;
}

function metaOf(declaration: LooseDeclaration): ProcedureMeta {
  const { idempotency, transaction = false } = declaration;
  durationMs(declaration.budget);
  if (idempotency) durationMs(idempotency.window);
  if (idempotency?.mode === 'atomic' && !transaction) {
    throw new TypeError(
      'Atomic idempotency needs `transaction: true`: claim, effects and answer commit together.',
    );
  }
  if (idempotency?.mode === 'leased' && transaction) {
    throw new TypeError('Leased idempotency cannot stand inside a transaction: its steps call out.');
  }
  return { budget: declaration.budget, access: declaration.access, idempotency, transaction };
}

function resolverOf(run: LooseDeclaration['run']): Resolver {
  return ({ ctx, input }) => {
    const { app, deadline, principal, tx, lease } = ctx as GuardedContext;
    return run({ ctx: { ...app, deadline, principal, tx, lease } as never, input });
  };
}

/**
 * The procedure builders of a service. A procedure declares its budget, its idempotency and its transaction next to
 * its name; the rest follows from one deadline. A combination that makes no sense does not compile, and throws a
 * TypeError at start-up where the compiler was not asked.
 */
export function createLadder<App extends object, Tx, Principal extends PrincipalBase>(): Ladder<
  App,
  Tx,
  Principal
> {
  const builders = {
    query: (declaration: LooseDeclaration) => {
      const { called, guarded } = climb(metaOf(declaration), declaration.input, resolverOf(declaration.run));
      return called.query(guarded);
    },
    mutation: (declaration: LooseDeclaration) => {
      const { called, guarded } = climb(metaOf(declaration), declaration.input, resolverOf(declaration.run));
      return called.mutation(guarded);
    },
    router: t.router,
    createCallerFactory: t.createCallerFactory,
  };
  // The builders are untyped inside: the types above say what each declaration's verb really gets.
  return builders as unknown as Ladder<App, Tx, Principal>;
}

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
import { inputRung } from './middleware/input.ts';
import { traceRung } from './middleware/trace.ts';
import { transactionRung } from './middleware/transaction.ts';
import { neverAsked, type Verb, verbRung } from './middleware/verb.ts';
import { t } from './rungs.ts';
import { stack } from './stack.ts';

/** The ladder's order. It stands here and nowhere else. What declares neither key nor transaction needs no lower rungs. */
function climb(meta: ProcedureMeta, input: z.ZodType, verb: Verb) {
  const above = [traceRung, errorsRung, deadlineRung, authRung, inputRung(input)];
  const below = meta.idempotency || meta.transaction ? [idempotencyRung, transactionRung] : [];
  return t.procedure.meta(meta).use(t.middleware(stack(...above, ...below, verbRung(verb))));
}

/** Says what a procedure takes to whoever reads routers (OpenAPI, panels): its rung is no `.input()` of tRPC's. */
function taking<P extends { readonly _def: object }>(procedure: P, input: z.ZodType): P {
  Object.assign(procedure._def, { inputs: [input] });
  return procedure;
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

type Run<Ctx, Input extends z.ZodType, Output> = (options: {
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
  readonly run: Run<App & VerbContext<PrincipalOf<Principal, Kind>> & { readonly tx: Tx }, Input, Output>;
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
  readonly run: Run<
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
  readonly run: Run<App & VerbContext<PrincipalOf<Principal, Kind>>, Input, Output>;
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
  readonly run: Run<never, z.ZodType, unknown>;
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

function verbOf(run: LooseDeclaration['run']): Verb {
  return ({ ctx: { app, deadline, principal, tx, lease }, input }) => {
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
      const { input, run } = declaration;
      return taking(climb(metaOf(declaration), input, verbOf(run)).query(neverAsked), input);
    },
    mutation: (declaration: LooseDeclaration) => {
      const { input, run } = declaration;
      return taking(climb(metaOf(declaration), input, verbOf(run)).mutation(neverAsked), input);
    },
    router: t.router,
    createCallerFactory: t.createCallerFactory,
  };
  // The builders are untyped inside: the types above say what each declaration's verb really gets.
  return builders as unknown as Ladder<App, Tx, Principal>;
}

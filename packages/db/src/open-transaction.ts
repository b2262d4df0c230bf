import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { DB } from './generated/kysely.ts';
import { createKyselyView } from './kysely-view.ts';
import type { PrismaSlots, TxPrisma } from './prisma-view.ts';
import type { Scope } from './scope.ts';
import type { SilentStatement } from './statement.ts';
import { namedStatement, type StatementNames } from './statement-names.ts';

/** Two views of one connection inside one transaction. Both refuse everything once it has ended. */
export interface Tx {
  readonly prisma: TxPrisma;
  readonly kysely: Kysely<DB>;
  /** The driver's own way, through the same fence: for statements where microseconds count. */
  query<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<pg.QueryResult<R>>;
  /** Sends a statement along with COMMIT, before it. Its rows are not read; its failure is the transaction's. */
  atCommit(text: string, values: readonly (string | null)[]): void;
  /** Runs after COMMIT, in order; the transaction waits for it. Its failure is reported, and changes nothing. */
  afterCommit(fn: () => void | Promise<void>): void;
  /** Says that something left the transaction (a message was sent): it is not run again from here on. */
  escaped(): void;
}

/** One run of a transaction's function: its views, made when first asked for, and what it said. */
export class OpenTransaction implements Tx {
  readonly hooks: (() => void | Promise<void>)[] = [];
  readonly atEnd: SilentStatement[] = [];
  mayRunAgain = true;
  readonly #scope: Scope;
  readonly #slots: PrismaSlots;
  readonly #names: StatementNames | undefined;
  #kysely: Kysely<DB> | undefined;
  #prisma: ReturnType<PrismaSlots['borrow']> | undefined;

  constructor(scope: Scope, slots: PrismaSlots, names: StatementNames | undefined) {
    this.#scope = scope;
    this.#slots = slots;
    this.#names = names;
  }

  get kysely(): Kysely<DB> {
    this.#kysely ??= createKyselyView({ port: this.#scope, names: this.#names });
    return this.#kysely;
  }

  get prisma(): TxPrisma {
    this.#prisma ??= this.#slots.borrow(this.#scope);
    return this.#prisma.view;
  }

  query<R extends pg.QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<pg.QueryResult<R>> {
    return this.#scope.query(namedStatement(this.#names, text, values)) as Promise<pg.QueryResult<R>>;
  }

  atCommit(text: string, values: readonly (string | null)[]): void {
    this.#scope.refuseIfClosed();
    this.atEnd.push({ name: this.#names?.nameOf(text), text, values });
  }

  afterCommit(hook: () => void | Promise<void>): void {
    this.hooks.push(hook);
  }

  escaped(): void {
    this.mayRunAgain = false;
  }

  /** Gives back what was borrowed. */
  end(): void {
    this.#prisma?.giveBack();
  }
}

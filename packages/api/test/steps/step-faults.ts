import type { Database } from '@ballast/db';

/** Makes one statement of one transaction fail, whichever it is. */
export interface StepFaults {
  /** The statements that writing transactions sent during `work`, each COMMIT included, in order. */
  record(work: () => Promise<unknown>): Promise<readonly string[]>;
  /**
   * Lets the n-th of them fail during `work`, before it reaches the server. Resolves with what `work` did and with the
   * whole database as it was when the transaction of that statement began.
   */
  failAt<T>(n: number, work: () => Promise<T>): Promise<{ outcome: T; atBegin: WholeDatabase }>;
  wholeDatabase(): Promise<WholeDatabase>;
}

/** Every row of every table and every job, as one digest a table: whatever a transaction leaves changes one of them. */
export type WholeDatabase = Readonly<Record<string, string>>;

type Send = (statement: unknown, ...rest: unknown[]) => Promise<unknown>;

/** What the driver writes statements to; several may be in one message, of which each is a step. */
interface Wire {
  parse(statement: { name?: string; text: string; types?: unknown }): void;
  bind(portal: { statement?: string }): void;
  readonly parsedStatements: Record<string, string>;
  readonly submittedNamedStatements: Record<string, string>;
}

interface Message {
  readonly text: string;
  submit(wire: Wire): unknown;
}

interface Listener {
  /** Before a writing transaction begins. */
  begins(): Promise<void>;
  /** Each statement that it sends; true makes it fail. */
  fails(text: string): boolean;
}

const isMessage = (statement: unknown): statement is Message =>
  typeof statement === 'object' && statement !== null && 'submit' in statement;

function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  return typeof statement === 'object' && statement !== null && 'text' in statement
    ? String(statement.text)
    : '';
}

/** The wire for one message: puts a statement that can only fail in the place of each that `fails` names. */
function spoiling(wire: Wire, fails: (text: string) => boolean): Wire {
  let parsed = '';
  return Object.create(wire, {
    parse: {
      value: (statement: { name?: string; text: string }) => {
        parsed = statement.text;
        wire.parse(statement);
      },
    },
    bind: {
      value: (portal: { statement?: string }) => {
        const name = portal.statement;
        const known = name && (wire.parsedStatements[name] ?? wire.submittedNamedStatements[name]);
        if (!fails(known || parsed)) return wire.bind(portal);
        wire.parse({ name: '', text: 'SELECT 1 / 0', types: [] });
        wire.bind({ statement: '' });
      },
    },
  }) as Wire;
}

/** From here on every statement of this database's connections passes by here. Needs a database not used before. */
export async function watchSteps({ pool }: Pick<Database, 'pool'>): Promise<StepFaults> {
  let heard: Listener | undefined;
  pool.on('connect', (client) => {
    let writing = false;
    const hear = (text: string): boolean => {
      if (text.startsWith('BEGIN')) writing = !text.includes('READ ONLY');
      else if (text === 'ROLLBACK') writing = false;
      else if (writing) {
        if (text === 'COMMIT') writing = false;
        return heard?.fails(text) ?? false;
      }
      return false;
    };
    const send = client.query.bind(client) as unknown as Send;
    const watched: Send = async (statement, ...rest) => {
      const text = textOf(statement);
      if (text.startsWith('BEGIN') && !text.includes('READ ONLY')) await heard?.begins();
      if (isMessage(statement)) {
        const submit = statement.submit.bind(statement);
        statement.submit = (wire) => submit(spoiling(wire, hear));
      } else if (hear(text)) {
        throw new Error(`made to fail: ${text}`);
      }
      return send(statement, ...rest);
    };
    client.query = watched as unknown as typeof client.query;
  });

  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const digests = [...tables.map(({ name }) => name), 'graphile_worker._private_jobs']
    .map(
      (name) => `SELECT '${name}' AS name,
        md5(coalesce(string_agg(row::text, E'\\n' ORDER BY row::text), '')) AS digest FROM ${name} AS row`,
    )
    .join(' UNION ALL ');
  const wholeDatabase = async (): Promise<WholeDatabase> => {
    const { rows } = await pool.query<{ name: string; digest: string }>(digests);
    return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
  };

  return {
    wholeDatabase,
    record: async (work) => {
      const steps: string[] = [];
      heard = {
        begins: async () => {},
        fails: (text) => {
          steps.push(text);
          return false;
        },
      };
      await work();
      heard = undefined;
      return steps;
    },
    failAt: async (n, work) => {
      let [left, atBegin] = [n, await wholeDatabase()];
      heard = {
        begins: async () => {
          if (left >= 0) atBegin = await wholeDatabase();
        },
        fails: () => {
          left -= 1;
          return left === -1;
        },
      };
      const outcome = await work();
      heard = undefined;
      return { outcome, atBegin };
    },
  };
}

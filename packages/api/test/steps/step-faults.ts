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

function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement;
  return typeof statement === 'object' && statement !== null && 'text' in statement
    ? String(statement.text)
    : '';
}

/** From here on every statement of this database's connections passes by here. Needs a database not used before. */
export async function watchSteps({ pool }: Pick<Database, 'pool'>): Promise<StepFaults> {
  let heard: ((text: string) => Promise<void> | void) | undefined;
  pool.on('connect', (client) => {
    let writing = false;
    const send = client.query.bind(client) as unknown as Send;
    const watched: Send = async (statement, ...rest) => {
      const text = textOf(statement);
      if (text.startsWith('BEGIN')) {
        writing = !text.includes('READ ONLY');
        if (writing) await heard?.('BEGIN');
      } else if (text === 'ROLLBACK') {
        writing = false;
      } else if (writing) {
        await heard?.(text);
        if (text === 'COMMIT') writing = false;
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
      heard = (text) => {
        if (text !== 'BEGIN') steps.push(text);
      };
      await work();
      heard = undefined;
      return steps;
    },
    failAt: async (n, work) => {
      let [left, atBegin] = [n, await wholeDatabase()];
      heard = async (text) => {
        if (text === 'BEGIN') {
          atBegin = await wholeDatabase();
          return;
        }
        left -= 1;
        if (left >= 0) return;
        heard = undefined;
        throw new Error(`failed at step ${n}`);
      };
      const outcome = await work();
      heard = undefined;
      return { outcome, atBegin };
    },
  };
}

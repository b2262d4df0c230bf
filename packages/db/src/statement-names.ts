import type pg from 'pg';

/** Most distinct statements that get a name; each is kept by every server connection that ran it. */
const maxNames = 500;

/**
 * Gives a statement its name from the second time it is seen: a text seen once (a list of varying length, say) is not
 * worth a place on the server. Names are the same on all connections.
 */
export class StatementNames {
  readonly #names = new Map<string, string>();
  #seen = new Set<string>();

  nameOf(text: string): string | undefined {
    const name = this.#names.get(text);
    if (name !== undefined) return name;
    if (!this.#seen.delete(text)) {
      if (this.#seen.size >= maxNames) this.#seen = new Set();
      this.#seen.add(text);
      return undefined;
    }
    if (this.#names.size >= maxNames) return undefined;
    const next = `ballast_${this.#names.size}`;
    this.#names.set(text, next);
    return next;
  }
}

/** A statement for the driver, by its name where it has one. */
export function namedStatement(
  names: StatementNames | undefined,
  text: string,
  values: readonly unknown[],
): pg.QueryConfig {
  const name = names?.nameOf(text);
  const statement: pg.QueryConfig = { text, values: values as unknown[] };
  if (name !== undefined) statement.name = name;
  return statement;
}

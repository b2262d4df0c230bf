/** How a vendor looks at the credential of a request. */
export type Standing = 'valid' | 'missing' | 'invalid' | 'expired' | 'revoked' | 'inactive';

/**
 * Who may come in. Unless restricted, any token is valid except those that say otherwise of themselves:
 * one with the word `invalid`, `expired`, `revoked` or `inactive` in it has that standing.
 */
export interface Credentials {
  standing(token: string | undefined): Standing;
  expire(token: string): void;
  revoke(token: string): void;
  /** Only these tokens from now on; undefined lifts it. */
  restrict(tokens: readonly string[] | undefined): void;
  reset(): void;
}

const telltale = /invalid|expired|revoked|inactive/i;

export function createCredentials(): Credentials {
  const marked = new Map<string, Standing>();
  let allowed: ReadonlySet<string> | undefined;
  return {
    standing: (token) => {
      if (token === undefined || token === '') return 'missing';
      const mark = marked.get(token);
      if (mark !== undefined) return mark;
      if (allowed !== undefined) return allowed.has(token) ? 'valid' : 'invalid';
      return (telltale.exec(token)?.[0].toLowerCase() as Standing | undefined) ?? 'valid';
    },
    expire: (token) => void marked.set(token, 'expired'),
    revoke: (token) => void marked.set(token, 'revoked'),
    restrict: (tokens) => {
      allowed = tokens === undefined ? undefined : new Set(tokens);
    },
    reset: () => {
      marked.clear();
      allowed = undefined;
    },
  };
}

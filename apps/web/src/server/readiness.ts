/** Whether this process may be given work, and if not, why. */
export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reason: string };

/** What readiness is judged by. */
export interface ReadinessSources {
  readonly draining: () => boolean;
  /** Resolves when the database answers. */
  readonly ping: () => Promise<void>;
  readonly migrations: () => Promise<{ pending: string[]; unknown: string[] }>;
}

/**
 * Judges readiness: the database answers, and its migrations are exactly those of this code. Once they were, they are
 * not asked for again: they change only by a deployment.
 */
export function createReadiness(sources: ReadinessSources): () => Promise<Readiness> {
  let migrated = false;
  return async () => {
    if (sources.draining()) return { ready: false, reason: 'This process is shutting down.' };
    try {
      await sources.ping();
      if (!migrated) {
        const { pending, unknown } = await sources.migrations();
        if (pending.length > 0)
          return { ready: false, reason: `Migrations are pending: ${pending.join(', ')}.` };
        if (unknown.length > 0) {
          return {
            ready: false,
            reason: `The database has migrations of newer code: ${unknown.join(', ')}.`,
          };
        }
        migrated = true;
      }
      return { ready: true };
    } catch {
      return { ready: false, reason: 'The database does not answer.' };
    }
  };
}

import { type IntegrationError, isIntegrationError } from '@ballast/integrations';
import { Deadline } from '@ballast/reliability';
import { sql } from 'kysely';
import type { App } from '../../context.ts';
import { sayError } from './say.ts';

/** Allowed for writing down how a call went, in ms. */
const trackMs = 3_000;

/** Refusals of our own guards: they tell of the failures before them, and are none themselves. */
const ours: ReadonlySet<string> = new Set(['circuit_open', 'bulkhead_full', 'retry_budget_exhausted']);

/**
 * Runs `use` with a connection and remembers how it went: its last success, or its last error in plain words and how
 * many came in a row. Credentials that are dead turn the connection to *reconnect needed*.
 */
export async function tracked<T>(
  app: Pick<App, 'database' | 'logger' | 'runtime'>,
  integrationId: string,
  use: () => Promise<T>,
): Promise<T> {
  try {
    const value = await use();
    await note(app, integrationId, undefined);
    return value;
  } catch (error) {
    if (isIntegrationError(error) && !ours.has(error.code)) await note(app, integrationId, error);
    throw error;
  }
}

/** What was done has been done: failing to write it down does not fail it. */
async function note(
  app: Pick<App, 'database' | 'logger' | 'runtime'>,
  integrationId: string,
  error: IntegrationError | undefined,
): Promise<void> {
  try {
    using deadline = Deadline.start(trackMs, { runtime: app.runtime });
    await app.database.transaction({ deadline, name: 'integration.track' }, ({ kysely }) =>
      kysely
        .updateTable('Integration')
        .set((eb) =>
          error === undefined
            ? { status: 'connected', consecutiveFailures: 0, lastSuccessAt: sql<Date>`now()` }
            : {
                ...(error.code === 'reconnect_needed' ? { status: 'reconnect_needed' } : {}),
                consecutiveFailures: eb('consecutiveFailures', '+', 1),
                lastErrorAt: sql<Date>`now()`,
                lastError: sayError(error),
              },
        )
        .where('id', '=', integrationId)
        .execute(),
    );
  } catch {
    app.logger.warn({ integrationId }, 'how a call went could not be written down');
  }
}

import { startTelemetry, type Telemetry } from '@ballast/api/observability';
import { variables } from '../env.ts';
import { getApp } from './app.ts';
import { lifecycle } from './lifecycle.ts';
import { createLogger } from './logger.ts';

const key = Symbol.for('ballast.web.telemetry');
const holder = globalThis as { [key]?: Telemetry };

/** Starts this process's telemetry; where no collector is configured, its spans are kept by its own database. */
export async function startWebTelemetry(): Promise<void> {
  holder[key] = await startTelemetry({
    service: 'web',
    env: variables,
    logger: createLogger(getApp().env.LOG_LEVEL),
    keeper: {
      receive: async (request) => {
        await getApp().api.receiveSpans(request);
      },
    },
    scraped: true,
  });
  // After the app, so closed before it: the last spans still need the database.
  lifecycle.onClose(async () => holder[key]?.shutdown());
}

/** The telemetry of this process, once it has started. On globalThis, since each route is bundled apart. */
export function getTelemetry(): Telemetry | undefined {
  return holder[key];
}

import { startTelemetry, type Telemetry } from '@ballast/api/observability';
import type { Logger } from 'pino';
import { apiOrigin } from './client.ts';
import { type Env, variables } from './env.ts';

/** Starts this process's telemetry; where no collector is configured, its spans go to the web app. */
export function startCronTelemetry(env: Env, logger: Logger): Promise<Telemetry> {
  return startTelemetry({
    service: 'cron',
    env: variables,
    logger,
    keeper: { url: `${apiOrigin(env)}/api/otlp/v1/traces`, bearer: env.CRON_SECRET },
  });
}

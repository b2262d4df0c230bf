import { serviceLinks } from '@ballast/api/client';
import type { ApiClient } from '@ballast/api/jobs';
import { context, propagation } from '@opentelemetry/api';
import { createTRPCClient } from '@trpc/client';
import type { Env } from './env.ts';

export type { ApiClient } from '@ballast/api/jobs';

/** Where the web app answers, without a slash at the end. */
export function apiOrigin(env: Pick<Env, 'API_URL' | 'APP_URL'>): string {
  return (env.API_URL ?? env.APP_URL).replace(/\/$/, '');
}

function activeTrace(): Record<string, string> {
  const headers: Record<string, string> = {};
  propagation.inject(context.active(), headers);
  return headers;
}

/** A client that calls as the service. Retries are the job runner's: one owner for them, and it survives a crash. */
export function createApiClient(env: Pick<Env, 'API_URL' | 'APP_URL' | 'CRON_SECRET'>): ApiClient {
  const url = `${apiOrigin(env)}/api/trpc`;
  return createTRPCClient({
    links: serviceLinks({ url, bearer: env.CRON_SECRET, traceHeaders: activeTrace }),
  });
}

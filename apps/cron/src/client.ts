import { type AppRouter, serviceLinks } from '@ballast/api/client';
import { createTRPCClient, type TRPCClient } from '@trpc/client';
import type { Env } from './env.ts';

/** The typed client with which jobs and ticks call procedures. */
export type ApiClient = TRPCClient<AppRouter>;

/** A client that calls as the service. Retries are the job runner's: one owner for them, and it survives a crash. */
export function createApiClient(env: Pick<Env, 'API_URL' | 'APP_URL' | 'CRON_SECRET'>): ApiClient {
  const url = `${(env.API_URL ?? env.APP_URL).replace(/\/$/, '')}/api/trpc`;
  return createTRPCClient<AppRouter>({ links: serviceLinks({ url, bearer: env.CRON_SECRET }) });
}

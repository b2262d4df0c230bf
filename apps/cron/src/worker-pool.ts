import type { PoolConfig } from 'pg';
import type { Env } from './env.ts';

/**
 * The job runner's own small pool. Given a direct address it listens for jobs; through a transaction pooler it can
 * only poll, and must not use prepared statements.
 */
export function workerPoolOptions(
  env: Pick<Env, 'DATABASE_URL' | 'DATABASE_DIRECT_URL' | 'JOB_CONCURRENCY'>,
): {
  poolConfig: PoolConfig;
  noPreparedStatements: boolean;
} {
  const url = new URL(env.DATABASE_DIRECT_URL ?? env.DATABASE_URL);
  const pooled = url.searchParams.get('pgbouncer') === 'true';
  for (const name of ['connection_limit', 'pool_timeout', 'pgbouncer', 'schema'])
    url.searchParams.delete(name);
  return {
    poolConfig: {
      connectionString: url.toString(),
      // One for LISTEN, one for the crontab, the rest for jobs.
      max: env.JOB_CONCURRENCY + 2,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    },
    noPreparedStatements: pooled,
  };
}

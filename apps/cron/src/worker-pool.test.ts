import { expect, test } from 'vitest';
import { workerPoolOptions } from './worker-pool.ts';

const pooled = 'postgresql://u:p@pooler:6432/ballast?connection_limit=10&pool_timeout=20&pgbouncer=true';
const direct = 'postgresql://u:p@server:5432/ballast?sslmode=require';

test('through a transaction pooler: no prepared statements, and no parameters that a server would refuse', () => {
  const { poolConfig, noPreparedStatements } = workerPoolOptions({
    DATABASE_URL: pooled,
    JOB_CONCURRENCY: 4,
  });
  expect(noPreparedStatements).toBe(true);
  expect(poolConfig).toMatchObject({ connectionString: 'postgresql://u:p@pooler:6432/ballast', max: 6 });
});

test('given a direct address it is the one that is used', () => {
  const options = workerPoolOptions({
    DATABASE_URL: pooled,
    DATABASE_DIRECT_URL: direct,
    JOB_CONCURRENCY: 1,
  });
  expect(options).toMatchObject({
    noPreparedStatements: false,
    poolConfig: { connectionString: direct, max: 3 },
  });
});

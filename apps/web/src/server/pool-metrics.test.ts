import { acquireWaitBoundsMs, type PoolGauges } from '@ballast/db';
import { expect, test } from 'vitest';
import { renderPoolMetrics } from './pool-metrics.ts';

const buckets = acquireWaitBoundsMs.map(() => 0);
const pool: PoolGauges = {
  max: 10,
  inUse: 8,
  idle: 1,
  waiting: 3,
  utilisation: 0.8,
  estimatedWaitMs: 12,
  acquireWaitMs: { count: 6, sum: 20_050, buckets: [4, 1, ...buckets.slice(2), 1] },
  shed: 2,
  timeouts: 1,
};

test('gauges, counters and the wait histogram are in Prometheus’ text format', () => {
  const lines = renderPoolMetrics(pool).split('\n');
  expect(lines).toContain('ballast_db_pool_utilisation 0.8');
  expect(lines).toContain('# TYPE ballast_db_pool_shed_total counter');
  expect(lines).toContain('ballast_db_pool_waiting 3');
  // Buckets are cumulative, in seconds.
  expect(lines).toContain('ballast_db_pool_acquire_wait_seconds_bucket{le="0.001"} 4');
  expect(lines).toContain('ballast_db_pool_acquire_wait_seconds_bucket{le="10"} 5');
  expect(lines).toContain('ballast_db_pool_acquire_wait_seconds_bucket{le="+Inf"} 6');
  expect(lines).toContain('ballast_db_pool_acquire_wait_seconds_sum 20.05');
  expect(lines.at(-1)).toBe('');
});

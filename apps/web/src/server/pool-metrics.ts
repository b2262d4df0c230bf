import { acquireWaitBoundsMs, type PoolGauges } from '@ballast/db';

const gauges = {
  max: ['ballast_db_pool_connections_max', 'Connections the pool may open.'],
  inUse: ['ballast_db_pool_connections_in_use', 'Connections checked out.'],
  idle: ['ballast_db_pool_connections_idle', 'Open connections that nobody uses.'],
  waiting: ['ballast_db_pool_waiting', 'Callers waiting for a connection.'],
  utilisation: [
    'ballast_db_pool_utilisation',
    'Connections in use out of the most, 0 to 1; the target is below 0.8.',
  ],
} as const;

const counters = {
  shed: [
    'ballast_db_pool_shed_total',
    'Callers refused at once, since their budget was below the estimated wait.',
  ],
  timeouts: ['ballast_db_pool_timeouts_total', 'Callers that waited longer than pool_timeout.'],
} as const;

function head(name: string, help: string, type: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

/** The pool's state in Prometheus' text format. */
export function renderPoolMetrics(pool: PoolGauges): string {
  const lines: string[] = [];
  for (const key of ['max', 'inUse', 'idle', 'waiting', 'utilisation'] as const) {
    const [name, help] = gauges[key];
    lines.push(...head(name, help, 'gauge'), `${name} ${pool[key]}`);
  }
  for (const key of ['shed', 'timeouts'] as const) {
    const [name, help] = counters[key];
    lines.push(...head(name, help, 'counter'), `${name} ${pool[key]}`);
  }
  const wait = 'ballast_db_pool_acquire_wait_seconds';
  lines.push(...head(wait, 'How long callers waited for a connection.', 'histogram'));
  let below = 0;
  for (const [index, boundMs] of acquireWaitBoundsMs.entries()) {
    below += pool.acquireWaitMs.buckets[index] ?? 0;
    lines.push(`${wait}_bucket{le="${boundMs / 1000}"} ${below}`);
  }
  const { count, sum } = pool.acquireWaitMs;
  lines.push(`${wait}_bucket{le="+Inf"} ${count}`, `${wait}_sum ${sum / 1000}`, `${wait}_count ${count}`);
  return `${lines.join('\n')}\n`;
}

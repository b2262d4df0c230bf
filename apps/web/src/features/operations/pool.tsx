import { useEffect, useState } from 'react';
import type { Operations } from '../../trpc/client.ts';
import { durationWords } from '../../ui/format.ts';
import { Figure } from './panel.tsx';
import { PoolChart } from './pool-chart.tsx';
import { type PoolSample, withSample } from './pool-history.ts';
import { waitPercentile } from './wait-percentile.ts';

/** The database connections of the process that answered. `atMs`: when it did. */
export function Pool({ pool, atMs }: { pool: Operations['pool']; atMs: number }) {
  const [history, setHistory] = useState<readonly PoolSample[]>([]);
  const { utilisation } = pool;
  useEffect(() => setHistory((before) => withSample(before, { atMs, utilisation })), [atMs, utilisation]);
  const p95 = waitPercentile(pool.acquireWaitMs.buckets, pool.waitBoundsMs, 0.95);
  return (
    <div className="rounded-card border border-line bg-sheet p-4 sm:p-5">
      <PoolChart history={history} target={pool.utilisationTarget} inUse={pool.inUse} max={pool.max} />
      <dl className="mt-4 grid grid-cols-3 gap-4 sm:grid-cols-6">
        <Figure label="in use" value={`${pool.inUse} of ${pool.max}`} />
        <Figure label="open, idle" value={pool.idle} />
        <Figure label="callers waiting" value={pool.waiting} />
        <Figure
          label="95 % waited less than"
          value={p95 === null ? '–' : waitWords(p95, pool.waitBoundsMs)}
        />
        <Figure label="turned away at once" value={pool.shed} />
        <Figure label="waited in vain" value={pool.timeouts} />
      </dl>
    </div>
  );
}

function waitWords(ms: number, boundsMs: readonly number[]): string {
  return Number.isFinite(ms) ? durationWords(ms) : `over ${durationWords(boundsMs.at(-1) ?? 0)}`;
}

import type { ServiceHealth as Health } from '../../trpc/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { cx } from '../../ui/class-names.ts';
import { counted, durationWords, percentWords } from '../../ui/format.ts';
import { TimeAgo } from '../../ui/time.tsx';
import { useNow } from '../../ui/use-now.ts';
import { breakerWords } from '../operations/words.ts';
import { FailuresChart } from './failures-chart.tsx';

/** How the calls to one service went: this week against its target, the last day by the hour, whether it is left alone. */
export function ServiceHealth({ health }: { health: Health }) {
  return (
    <div className="space-y-3">
      <Rate health={health} />
      <FailuresChart failing={health.failuresByHour} />
      <Breaker health={health} />
    </div>
  );
}

function Rate({ health }: { health: Health }) {
  const { successRate, calls, target, onTarget } = health;
  if (successRate === null) return <p className="text-sm text-faint">No calls in the last seven days.</p>;
  return (
    <p className="text-sm">
      <span className={cx('font-medium tabular-nums', onTarget === false && 'text-danger')}>
        {percentWords(successRate)}
      </span>{' '}
      <span className="text-soft">
        of {counted(calls, 'call')} in the last seven days succeeded;{' '}
        {onTarget === false ? 'below the target of ' : 'the target is above '}
        {percentWords(target)}.
      </span>
    </p>
  );
}

function Breaker({ health: { breaker, nextProbeAt } }: { health: Health }) {
  const now = useNow();
  if (breaker === 'closed') return null;
  const { label, tint } = breakerWords[breaker];
  const waitMs = nextProbeAt === null ? 0 : Date.parse(nextProbeAt) - now;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-soft">
      <Badge tint={tint}>{label}</Badge>
      It has been failing:{' '}
      {waitMs > 0 ? `it is asked again in ${durationWords(roundUp(waitMs))}` : 'the next call tries it'}.
    </p>
  );
}

/** To whole seconds: half of one is no time to wait for. */
function roundUp(ms: number): number {
  return Math.ceil(ms / 1_000) * 1_000;
}

/** When a connection answered last and what went wrong last, in words. */
export function LastHeard(props: {
  successAt: string | null;
  errorAt: string | null;
  error: string | null;
  syncAt: string | null;
}) {
  const { successAt, errorAt, error, syncAt } = props;
  return (
    <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[auto_1fr]">
      <dt className="text-faint">Last success</dt>
      <dd>{successAt === null ? 'none yet' : <TimeAgo at={successAt} />}</dd>
      {syncAt === null ? null : (
        <>
          <dt className="text-faint">Last sync</dt>
          <dd>
            <TimeAgo at={syncAt} />
          </dd>
        </>
      )}
      <dt className="text-faint">Last error</dt>
      <dd className="wrap-anywhere">
        {error === null || errorAt === null ? (
          'none'
        ) : (
          <>
            {error}{' '}
            <span className="text-faint">
              (<TimeAgo at={errorAt} />)
            </span>
          </>
        )}
      </dd>
    </dl>
  );
}

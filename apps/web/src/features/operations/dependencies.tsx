import type { Operations } from '../../trpc/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { counted, durationWords } from '../../ui/format.ts';
import { TimeAgo } from '../../ui/time.tsx';
import { Nothing } from './panel.tsx';
import { breakerWords, dependencyName } from './words.ts';

type Dependency = Operations['breakers']['items'][number];

/** What stands before each service that was called: whether calls pass, and when the next one is let through. */
export function Dependencies({ items }: { items: readonly Dependency[] }) {
  if (items.length === 0)
    return <Nothing>No other service has been called since this process started.</Nothing>;
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-sheet">
      {items.map((item) => (
        <DependencyRow key={`${item.dependency} ${item.scope}`} item={item} />
      ))}
    </ul>
  );
}

function DependencyRow({ item }: { item: Dependency }) {
  const { label, tint } = breakerWords[item.state];
  return (
    <li className="grid gap-x-6 gap-y-1 px-4 py-3 sm:grid-cols-[11rem_1fr_auto] sm:items-center sm:px-5">
      <div className="flex items-center justify-between gap-3 sm:block">
        <h3 className="font-medium">{dependencyName(item.dependency)}</h3>
        <p className="text-xs text-faint">{item.scope === 'own' ? 'your connection' : 'for everyone'}</p>
      </div>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-soft">
        <Badge tint={tint}>{label}</Badge>
        {item.state === 'open' ? <span>next try in {durationWords(roundUp(item.retryAfterMs))}</span> : null}
        {item.failures > 0 ? <span>{counted(item.failures, 'failure')} in a row</span> : null}
        {item.running > 0 ? <span>{counted(item.running, 'call')} running</span> : null}
        {item.queued > 0 ? <span>{item.queued} waiting</span> : null}
        <span>retry budget {Math.floor(item.retriesLeft)}</span>
      </p>
      <p className="text-xs text-faint sm:text-right">
        <Last at={item.lastSuccessAt} said="Answered" none="No answer yet" />
        <br className="max-sm:hidden" />
        <span className="sm:hidden"> · </span>
        <Last at={item.lastFailureAt} said="Failed" none="Never failed" />
      </p>
    </li>
  );
}

function Last({ at, said, none }: { at: string | null; said: string; none: string }) {
  if (at === null) return none;
  return (
    <>
      {said} <TimeAgo at={at} />
    </>
  );
}

/** To whole seconds: half of one is no time to wait for. */
function roundUp(ms: number): number {
  return Math.ceil(ms / 1_000) * 1_000;
}

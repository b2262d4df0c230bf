import Link from 'next/link';
import { useState } from 'react';
import { type Operations, trpc } from '../../trpc/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { cx } from '../../ui/class-names.ts';
import { Filter } from '../../ui/filters.tsx';
import { counted, durationWords } from '../../ui/format.ts';
import { steadyPages } from '../../ui/live.ts';
import { Loaded, ShowMore } from '../../ui/loaded.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { Nothing, Panel } from './panel.tsx';
import { dependencyName, knownDependencies, type Outcome, outcomeOf, outcomeWords } from './words.ts';

type Call = Operations['calls']['items'][number];

const dependencies = knownDependencies.map((value) => ({ value, label: dependencyName(value) }));
const outcomes = (Object.keys(outcomeWords) as Outcome[]).map((value) => ({
  value,
  label: outcomeWords[value].label,
}));

/** The calls that were made to other services for the person, newest first. */
export function Calls() {
  const [dependency, setDependency] = useState<(typeof knownDependencies)[number]>();
  const [outcome, setOutcome] = useState<Outcome>();
  const calls = trpc.reliability.calls.useInfiniteQuery({ limit: 30, dependency, outcome }, steadyPages);
  return (
    <Panel
      title="Calls to other services"
      intro="Each call with its attempts: the first, and every retry after it."
      aside={
        <div className="flex flex-wrap gap-2">
          <Filter
            label="Service"
            everything="Every service"
            value={dependency}
            options={dependencies}
            onChange={setDependency}
          />
          <Filter
            label="Outcome"
            everything="Every outcome"
            value={outcome}
            options={outcomes}
            onChange={setOutcome}
          />
        </div>
      }
    >
      <Loaded query={calls} label="calls" rows={6}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Nothing>No such call was made.</Nothing>;
          return (
            <ul className="divide-y divide-line">
              {items.map((call) => (
                <CallRow key={call.id} call={call} />
              ))}
            </ul>
          );
        }}
      </Loaded>
      <ShowMore query={calls} />
    </Panel>
  );
}

function CallRow({ call }: { call: Call }) {
  const { label, tint } = outcomeWords[outcomeOf(call.outcome)];
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 py-2.5 sm:grid-cols-[1fr_8rem_7rem_5rem_6rem]">
      <p className="min-w-0 truncate">
        <span className="font-medium">{dependencyName(call.dependency)}</span>{' '}
        <span className="font-mono text-sm text-soft">{call.operation}</span>
      </p>
      <p className="max-sm:text-right">
        <Badge tint={tint}>{label}</Badge>
      </p>
      <Attempts count={call.attempts} failed={call.outcome !== 'succeeded'} />
      <p className="text-sm text-soft tabular-nums max-sm:text-right">{durationWords(call.durationMs)}</p>
      <p className="text-xs text-faint sm:text-right">
        {call.traceId ? (
          <Link
            href={`/operations/traces/${call.traceId}`}
            className="underline underline-offset-2 hover:text-ink"
          >
            <TimeAgo at={call.createdAt} />
          </Link>
        ) : (
          <TimeAgo at={call.createdAt} />
        )}
      </p>
      {call.errorCode ? (
        <p className="col-span-full font-mono text-xs text-danger">
          {call.errorCode}
          {call.retryAfterMs ? `, again in ${durationWords(call.retryAfterMs)}` : ''}
        </p>
      ) : null}
    </li>
  );
}

/** A dot for each attempt: all but the last one failed. */
function Attempts({ count, failed }: { count: number; failed: boolean }) {
  return (
    <p className="flex items-center gap-1 text-xs text-faint" title={counted(count, 'attempt')}>
      {Array.from({ length: Math.min(count, 11) }, (_, index) => (
        <span
          key={index}
          aria-hidden="true"
          className={cx('size-2 rounded-full', failed || index < count - 1 ? 'bg-danger' : 'bg-accent')}
        />
      ))}
      <span className={cx(count === 1 && 'sr-only')}>{counted(count, 'attempt')}</span>
    </p>
  );
}

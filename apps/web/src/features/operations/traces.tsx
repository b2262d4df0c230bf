import Link from 'next/link';
import { useState } from 'react';
import { trpc } from '../../trpc/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Toggle } from '../../ui/filters.tsx';
import { counted, durationWords } from '../../ui/format.ts';
import { steadyPages } from '../../ui/live.ts';
import { Loaded, ShowMore } from '../../ui/loaded.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { Nothing, Panel } from './panel.tsx';

/** What was done for the person in the last day, a line each; each line leads to its waterfall. */
export function Traces() {
  const [failedOnly, setFailedOnly] = useState(false);
  const [reads, setReads] = useState(false);
  const traces = trpc.reliability.traces.useInfiniteQuery({ limit: 30, failedOnly, reads }, steadyPages);
  return (
    <Panel
      title="Traces"
      intro="From the request to the last query and the jobs it left behind. Kept for a day."
      aside={
        <div className="flex flex-wrap gap-x-5 gap-y-1">
          <Toggle checked={failedOnly} onChange={setFailedOnly}>
            Failed only
          </Toggle>
          <Toggle checked={reads} onChange={setReads}>
            Reading too
          </Toggle>
        </div>
      }
    >
      <Loaded query={traces} label="traces" rows={6}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Nothing>No such trace in the last day.</Nothing>;
          return (
            <ul className="divide-y divide-line">
              {items.map((trace) => (
                <li key={trace.traceId}>
                  <Link
                    href={`/operations/traces/${trace.traceId}`}
                    className="-mx-3 grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 rounded-lg px-3 py-2.5 hover:bg-well sm:grid-cols-[1fr_5rem_6rem_6rem_6rem]"
                  >
                    <span className="min-w-0 truncate font-mono text-sm font-medium">{trace.name}</span>
                    <span>
                      {trace.failed ? <Badge tint="bg-danger-tint text-danger">Failed</Badge> : null}
                    </span>
                    <span className="text-sm text-soft">{counted(trace.spans, 'span')}</span>
                    <span className="text-sm text-soft tabular-nums max-sm:text-right">
                      {durationWords(trace.durationMs)}
                    </span>
                    <span className="text-xs text-faint sm:text-right">
                      <TimeAgo at={trace.startedAt} />
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      <ShowMore query={traces} />
    </Panel>
  );
}

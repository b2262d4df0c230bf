import Link from 'next/link';
import { trpc } from '../../trpc/client.ts';
import { counted, durationWords } from '../../ui/format.ts';
import { quickly } from '../../ui/live.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { Panel } from './panel.tsx';
import { Waterfall } from './waterfall.tsx';

/** Spans come in by and by, from more than one process: for this long after its start, in ms, a trace may still grow. */
const growingMs = 60_000;

/** One trace as a waterfall, and what came of it. */
export function TraceView({ traceId }: { traceId: string }) {
  const trace = trpc.reliability.trace.useQuery(
    { traceId },
    {
      ...quickly,
      refetchInterval: ({ state: { data } }) =>
        data && Date.now() - Date.parse(data.startedAt) < growingMs && quickly.refetchInterval,
    },
  );
  return (
    <Loaded query={trace} label="the trace" rows={6}>
      {({ spans, durationMs, startedAt, followedBy }) => (
        <Panel
          title={procedureOf(spans)}
          intro={
            <>
              {counted(spans.length, 'span')} in {durationWords(durationMs)}, <TimeAgo at={startedAt} />
            </>
          }
        >
          <Waterfall spans={spans} durationMs={durationMs} />
          {followedBy.length > 0 ? (
            <p className="mt-5 text-sm text-soft">
              It left work behind:{' '}
              {followedBy.map((next, index) => (
                <Link
                  key={next}
                  href={`/operations/traces/${next}`}
                  className="mr-3 text-accent underline underline-offset-2"
                >
                  job {index + 1}
                </Link>
              ))}
            </p>
          ) : null}
          <p className="mt-5 font-mono text-xs break-all text-faint">{traceId}</p>
        </Panel>
      )}
    </Loaded>
  );
}

/** What the trace is about: the procedure inside the request, else its first span. */
function procedureOf(spans: readonly { readonly name: string }[]): string {
  const named = spans.find(({ name }) => /^[a-z]\w*\.[a-z]\w*$/i.test(name)) ?? spans[0];
  return named?.name ?? 'Trace';
}

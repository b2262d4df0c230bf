import { trpc } from '../../trpc/client.ts';
import { Loaded, ShowMore } from '../../ui/loaded.tsx';
import { RunCard } from './run-card.tsx';

const fastMs = 1_000;
const calmMs = 10_000;

/** The runs of a workflow, newest first; one that is asked for by its address stands out, however old it is. */
export function Runs({ workflowId, wanted }: { workflowId: string; wanted: string | undefined }) {
  const runs = trpc.workflow.executions.useInfiniteQuery(
    { workflowId, limit: 20 },
    {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      refetchIntervalInBackground: false,
      refetchInterval: ({ state }) => {
        const items = state.data?.pages.flatMap((page) => page.items) ?? [];
        return items.some((run) => run.status === 'running') ? fastMs : calmMs;
      },
    },
  );
  const items = runs.data?.pages.flatMap((page) => page.items) ?? [];
  const missing = runs.isSuccess && wanted !== undefined && items.every((run) => run.id !== wanted);
  const older = trpc.workflow.execution.useQuery({ id: wanted ?? '' }, { enabled: missing });
  const found = missing ? older.data?.execution : undefined;
  return (
    <>
      <Loaded query={runs} label="runs" rows={2}>
        {() => {
          const all = found?.workflowId === workflowId ? [found, ...items] : items;
          if (all.length === 0) return <p className="text-sm text-soft">It has not run yet.</p>;
          return (
            <ul aria-label="Runs" className="space-y-3">
              {all.map((run, index) => (
                <RunCard key={run.id} run={run} wanted={run.id === wanted} newest={index === 0} />
              ))}
            </ul>
          );
        }}
      </Loaded>
      <ShowMore query={runs} />
    </>
  );
}

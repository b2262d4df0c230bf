import Link from 'next/link';
import { type Operations, trpc } from '../../trpc/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { counted, durationWords } from '../../ui/format.ts';
import { steadyPages } from '../../ui/live.ts';
import { Loaded, ShowMore } from '../../ui/loaded.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { Figure, Nothing, Panel } from './panel.tsx';
import { taskName } from './words.ts';

type Jobs = Operations['jobs'];

const statusTints: Readonly<Record<string, string>> = {
  succeeded: 'bg-accent-tint text-accent',
  failed: 'bg-danger-tint text-danger',
};

/** The queue, the schedule, and the person's own jobs. */
export function Jobs() {
  const jobs = trpc.reliability.jobs.useInfiniteQuery({ limit: 30 }, steadyPages);
  return (
    <>
      <Loaded query={jobs} label="jobs" rows={6}>
        {({ pages }) => {
          const [first] = pages;
          if (!first) return null;
          return (
            <>
              <Backlog backlog={first.backlog} />
              <Ticks ticks={first.ticks} />
              <Runs items={pages.flatMap((page) => page.items)} />
            </>
          );
        }}
      </Loaded>
      <ShowMore query={jobs} />
    </>
  );
}

function Backlog({ backlog }: { backlog: Jobs['backlog'] }) {
  return (
    <Panel title="The queue" intro="Everyone’s jobs together.">
      <dl className="grid grid-cols-3 gap-4 rounded-card border border-line bg-sheet p-4 sm:grid-cols-5 sm:p-5">
        <Figure label="due, not begun" value={backlog.waiting} />
        <Figure label="running" value={backlog.running} />
        <Figure label="for later" value={backlog.scheduled} />
        <Figure label="out of attempts" value={backlog.dead} />
        <Figure label="the oldest waits" value={durationWords(backlog.oldestLagMs)} />
      </dl>
    </Panel>
  );
}

function Ticks({ ticks }: { ticks: Jobs['ticks'] }) {
  return (
    <Panel title="The schedule" intro="What ran for everyone in the last day.">
      {ticks.length === 0 ? (
        <Nothing>Nothing has come up yet.</Nothing>
      ) : (
        <ul className="divide-y divide-line rounded-card border border-line bg-sheet">
          {ticks.map((tick) => (
            <li key={tick.task} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 sm:px-5">
              <TaskName task={tick.task} className="sm:w-96" />
              <span className="text-sm text-soft">{counted(tick.succeeded, 'run')} succeeded</span>
              {tick.failed > 0 ? <span className="text-sm text-danger">{tick.failed} failed</span> : null}
              <span className="ml-auto text-xs text-faint">
                last: <TimeAgo at={tick.lastStartedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Runs({ items }: { items: Jobs['items'] }) {
  return (
    <Panel title="Your jobs" intro="What was done for you in the background, newest first.">
      {items.length === 0 ? (
        <Nothing>No job has run for you yet.</Nothing>
      ) : (
        <ul className="divide-y divide-line">
          {items.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function RunRow({ run }: { run: Jobs['items'][number] }) {
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 py-2.5 sm:grid-cols-[1fr_7rem_12rem_6rem]">
      <p className="min-w-0 truncate">
        <TaskName task={run.task} />
        {run.attempt > 1 ? <span className="text-sm text-review"> attempt {run.attempt}</span> : null}
      </p>
      <p className="max-sm:text-right">
        <Badge tint={statusTints[run.status] ?? 'bg-well text-soft'}>{run.status}</Badge>
      </p>
      <p className="text-sm text-soft tabular-nums">
        {run.durationMs === null ? '' : `took ${durationWords(run.durationMs)}`}
        {run.lagMs === null ? '' : `, waited ${durationWords(run.lagMs)}`}
      </p>
      <p className="text-right text-xs text-faint">
        {run.traceId ? (
          <Link
            href={`/operations/traces/${run.traceId}`}
            className="underline underline-offset-2 hover:text-ink"
          >
            <TimeAgo at={run.startedAt} />
          </Link>
        ) : (
          <TimeAgo at={run.startedAt} />
        )}
      </p>
      {run.error ? <p className="col-span-full text-xs text-danger">{run.error}</p> : null}
    </li>
  );
}

function TaskName({ task, className }: { task: string; className?: string }) {
  const name = taskName(task);
  return (
    <span className={className}>
      {name ? <span className="mr-2">{name}</span> : null}
      <span className="font-mono text-sm text-soft">{task}</span>
    </span>
  );
}

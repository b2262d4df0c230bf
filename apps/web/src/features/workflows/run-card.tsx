import { RotateCcw } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import type { Execution } from '../../trpc/client.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { counted, durationWords } from '../../ui/format.ts';
import { TimeAgo } from '../../ui/time.tsx';
import { RunCause } from './run-cause.tsx';
import { RunStatus } from './run-status.tsx';
import { RunSteps } from './run-steps.tsx';
import { useRerun } from './use-rerun.ts';

/** One run of a workflow: what set it off, how it went step by step, and the way to repeat a failed one. */
export function RunCard({ run, wanted, newest }: { run: Execution; wanted: boolean; newest: boolean }) {
  const ref = useRef<HTMLLIElement>(null);
  const { rerun, rerunning } = useRerun();
  const { id, workflowId, status, error, startedAt, finishedAt, rerunOfId } = run;
  useEffect(() => {
    if (wanted) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [wanted]);
  // What went well is a line: its steps are there for who wants to look.
  const folded = status === 'succeeded' && !wanted && !newest;
  // A step that failed says it already.
  const said = run.steps.some((step) => step.error === error);
  return (
    <li
      ref={ref}
      id={`run-${id}`}
      aria-current={wanted || undefined}
      className={cx('rounded-card border bg-sheet p-4 sm:p-5', wanted ? 'border-accent' : 'border-line')}
    >
      <div className="grid grid-cols-[auto_1fr] items-center gap-x-3 gap-y-1 text-sm sm:grid-cols-[auto_1fr_auto]">
        <RunStatus run={run} />
        <p className="min-w-0 text-soft wrap-anywhere max-sm:col-span-full max-sm:row-start-2">
          <RunCause run={run} />
        </p>
        <p className="text-right text-xs text-faint">
          <TimeAgo at={startedAt} />
          {finishedAt ? `, took ${durationWords(Date.parse(finishedAt) - Date.parse(startedAt))}` : ''}
        </p>
      </div>
      {rerunOfId ? (
        <p className="mt-2 flex items-center gap-1.5 text-sm text-soft">
          <RotateCcw className="size-3.5" aria-hidden="true" />
          Repeats{' '}
          <Link
            href={`/workflows/${workflowId}?run=${rerunOfId}`}
            className="underline underline-offset-2 hover:text-ink"
          >
            an earlier run that failed
          </Link>
        </p>
      ) : null}
      {error && !said ? <p className="mt-2 text-sm text-danger">{error}</p> : null}
      {folded ? (
        <details className="mt-2">
          <summary className="w-fit cursor-pointer rounded text-xs text-faint hover:text-ink">
            {counted(run.steps.length, 'step')}
          </summary>
          <RunSteps run={run} />
        </details>
      ) : (
        <RunSteps run={run} />
      )}
      {status === 'failed' ? (
        <Button size="sm" className="mt-4" busy={rerunning} onClick={() => rerun(run)}>
          Run again
        </Button>
      ) : null}
    </li>
  );
}

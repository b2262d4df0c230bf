import { CalendarClock } from 'lucide-react';
import Link from 'next/link';
import type { Workflow } from '../../trpc/client.ts';
import { Button } from '../../ui/button.tsx';
import { Switch } from '../../ui/switch.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { useViewer } from '../account/viewer.ts';
import { actionWords } from './action-words.ts';
import { NextRun } from './next-run.tsx';
import { RunStatus } from './run-status.tsx';
import type { RunWorkflow } from './use-run-workflow.ts';
import { useToggleWorkflow } from './use-workflow-verbs.ts';
import { triggerWords } from './words.ts';

/** The person's workflows: each with its sentence, when it ran and when it runs next. */
export function WorkflowList({ items, running }: { items: readonly Workflow[]; running: RunWorkflow }) {
  return (
    <ul aria-label="Workflows" className="space-y-3">
      {items.map((workflow) => (
        <WorkflowRow key={workflow.id} workflow={workflow} running={running} />
      ))}
    </ul>
  );
}

function WorkflowRow({ workflow, running }: { workflow: Workflow; running: RunWorkflow }) {
  const { timezone } = useViewer();
  const { toggle, toggling } = useToggleWorkflow();
  const { id, name, enabled, trigger, actions, lastRun, nextRunAt } = workflow;
  return (
    <li className="rounded-card border border-line bg-sheet p-4 sm:p-5">
      <div className="flex items-start justify-between gap-4">
        <h2 className="min-w-0 font-serif text-xl leading-snug">
          <Link
            href={`/workflows/${id}`}
            className="wrap-anywhere underline-offset-4 hover:underline"
            dir="auto"
          >
            {name}
          </Link>
        </h2>
        <Switch
          label={`${name} is ${enabled ? 'on' : 'off'}`}
          checked={enabled}
          disabled={toggling}
          onChange={(on) => toggle(workflow, on)}
        />
      </div>
      <p className="mt-1 text-sm text-soft">{triggerWords(trigger)}</p>
      <ol className="mt-1 text-sm text-soft">
        {actions.map((action, index) => (
          <li key={index} className="flex gap-2 wrap-anywhere">
            <span aria-hidden="true" className="text-faint">
              →
            </span>
            {actionWords(action, timezone)}
          </li>
        ))}
      </ol>
      <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2 text-xs text-faint">
        {lastRun ? (
          <>
            <RunStatus run={lastRun} />
            <Link
              href={`/workflows/${id}?run=${lastRun.id}`}
              className="underline underline-offset-2 hover:text-ink"
            >
              ran <TimeAgo at={lastRun.startedAt} />
            </Link>
          </>
        ) : (
          <span>Never ran yet</span>
        )}
        {nextRunAt ? (
          <span className="inline-flex items-center gap-1">
            <CalendarClock className="size-3.5" aria-hidden="true" />
            next <NextRun at={nextRunAt} />
          </span>
        ) : null}
        <Button
          size="sm"
          className="ml-auto"
          disabled={!enabled}
          busy={running.busy && running.asked?.id === id}
          onClick={() => running.ask(workflow)}
          aria-label={`Run now: ${name}`}
        >
          Run now
        </Button>
      </div>
    </li>
  );
}

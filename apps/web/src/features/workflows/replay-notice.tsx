import { trpc } from '../../trpc/client.ts';
import { Button } from '../../ui/button.tsx';
import { dayOf, shortDay, timeOf } from '../../ui/dates.ts';
import { useNow } from '../../ui/use-now.ts';
import { useViewer } from '../account/viewer.ts';
import type { RunWorkflow } from './use-run-workflow.ts';

interface Props {
  /** The run that is there already. */
  runId: string;
  running: RunWorkflow;
}

/** Says that nothing ran a second time, and offers the way for who means it. */
export function ReplayNotice({ runId, running }: Props) {
  const { timezone } = useViewer();
  const now = useNow();
  const { data } = trpc.workflow.execution.useQuery({ id: runId });
  if (!data) return null;
  const { workflowId, startedAt, trigger, status } = data.execution;
  const startedMs = Date.parse(startedAt);
  const time = timeOf(startedMs, timezone);
  const today = dayOf(startedMs, timezone) === dayOf(now, timezone);
  const at = today ? `at ${time}` : `on ${shortDay(startedMs, now, timezone)} at ${time}`;
  return (
    <div role="status" className="mb-4 rounded-card bg-accent-tint px-4 py-3 sm:px-5">
      <p className="font-medium text-ink">
        {status === 'running' ? `This is running since ${time}` : `This ran already ${at}`}; here is that run.
      </p>
      <p className="mt-0.5 text-sm text-soft">
        The same thing asked for twice within an hour is done once: nothing was sent or changed again.
      </p>
      {status === 'running' ? null : (
        <Button
          size="sm"
          className="mt-3"
          busy={running.busy}
          onClick={() => running.runAnyway(workflowId, typeof trigger === 'object' && trigger ? trigger : {})}
        >
          Run it once more anyway
        </Button>
      )}
    </div>
  );
}

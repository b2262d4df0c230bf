import { Pencil, Play, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/router';
import { useState } from 'react';
import type { Workflow } from '../../trpc/client.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useViewer } from '../account/viewer.ts';
import { actionKindOf } from './action-kinds.ts';
import { actionWords } from './action-words.ts';
import { NextRun } from './next-run.tsx';
import type { RunWorkflow } from './use-run-workflow.ts';
import { useDeleteWorkflow, useToggleWorkflow } from './use-workflow-verbs.ts';
import { triggerWords } from './words.ts';

/** A workflow as it is set up, and what can be done with it. */
export function WorkflowDetails({ workflow, running }: { workflow: Workflow; running: RunWorkflow }) {
  const { timezone } = useViewer();
  const { toggle, toggling } = useToggleWorkflow();
  const { id, name, enabled, trigger, actions, nextRunAt } = workflow;
  return (
    <section aria-label="What it does" className="rounded-card border border-line bg-sheet p-4 sm:p-5">
      <div className="flex items-start justify-between gap-4">
        <p className="font-serif text-lg leading-snug wrap-anywhere">{triggerWords(trigger)}</p>
        <Switch
          label={`${name} is ${enabled ? 'on' : 'off'}`}
          checked={enabled}
          disabled={toggling}
          onChange={(on) => toggle(workflow, on)}
        />
      </div>
      <ol className="mt-3 space-y-1.5">
        {actions.map((action, index) => {
          const Icon = actionKindOf(action.type)?.icon;
          return (
            <li key={index} className="flex items-start gap-2.5 text-soft">
              {Icon ? <Icon className="icon mt-1 text-accent" aria-hidden="true" /> : null}
              <span className="min-w-0 wrap-anywhere">{actionWords(action, timezone)}</span>
            </li>
          );
        })}
      </ol>
      {nextRunAt ? (
        <p className="mt-3 text-sm text-faint">
          Next run: <NextRun at={nextRunAt} />
        </p>
      ) : null}
      <div className="mt-5 flex flex-wrap gap-2">
        <Button
          look="primary"
          disabled={!enabled}
          busy={running.busy && running.asked !== null}
          onClick={() => running.ask(workflow)}
        >
          <Play className="icon" aria-hidden="true" />
          Run now
        </Button>
        <Link href={`/workflows/${id}/edit`} className={buttonClass()}>
          <Pencil className="icon" aria-hidden="true" />
          Edit
        </Link>
        <DeleteButton workflow={workflow} />
      </div>
      {enabled ? null : <p className="mt-3 text-sm text-soft">It is switched off, so it does not run.</p>}
    </section>
  );
}

function DeleteButton({ workflow: { id, name } }: { workflow: Workflow }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { remove, removing } = useDeleteWorkflow();
  const confirm = async () => {
    if (await remove(id)) await router.push('/workflows');
  };
  return (
    <>
      <Button look="plain" onClick={() => setOpen(true)}>
        <Trash2 className="icon" aria-hidden="true" />
        Delete
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Delete this workflow?"
        description={`“${name}” and the history of its runs go for good. What it made or sent stays.`}
      >
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>Keep it</Button>
          <Button look="danger" busy={removing} onClick={() => void confirm()}>
            Delete workflow
          </Button>
        </div>
      </Dialog>
    </>
  );
}

import { useRouter } from 'next/router';
import { useState } from 'react';
import { trpc, type Workflow } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { needsItem } from './needs-item.ts';

type Runnable = Pick<Workflow, 'id' | 'name' | 'trigger' | 'actions'>;

/** Running workflows by hand, from a list or their own page. */
export interface RunWorkflow {
  /** The workflow whose run is being asked about; null while none is. */
  readonly asked: Runnable | null;
  readonly busy: boolean;
  readonly error: string | null;
  /** Runs it, or first asks for which item. */
  ask(workflow: Runnable): void;
  cancel(): void;
  /** Runs what is being asked about, for an item. */
  run(itemId: string): void;
  /** Runs a trigger once more although an equal one ran within the hour: the person said so. */
  runAnyway(workflowId: string, trigger: object): void;
}

/** Runs workflows by hand and leads to the run: the new one, or the one that was there. */
export function useRunWorkflow(): RunWorkflow {
  const router = useRouter();
  const utils = trpc.useUtils();
  const [asked, setAsked] = useState<Runnable | null>(null);
  const [error, setError] = useState<string | null>(null);
  const trigger = trpc.workflow.trigger.useMutation();

  const send = async (workflowId: string, facts: Record<string, unknown>) => {
    setError(null);
    try {
      const { execution, replayed } = await trigger.mutateAsync({ workflowId, trigger: facts });
      setAsked(null);
      await utils.workflow.invalidate();
      await router.push({
        pathname: `/workflows/${workflowId}`,
        query: { run: execution.id, ...(replayed ? { replayed: '1' } : {}) },
      });
    } catch (thrown) {
      setError(explain(thrown));
    }
  };
  return {
    asked,
    busy: trigger.isPending,
    error,
    ask: (workflow) => {
      setError(null);
      setAsked(workflow);
      if (!needsItem(workflow)) void send(workflow.id, { type: 'manual' });
    },
    cancel: () => setAsked(null),
    run: (itemId) => {
      if (asked) void send(asked.id, { type: 'manual', itemId });
    },
    runAnyway: (workflowId, facts) =>
      // A trigger of its own: nothing else tells it from the one that ran.
      void send(workflowId, { ...facts, again: new Date().toISOString() }),
  };
}

import { useRouter } from 'next/router';
import { toast } from 'sonner';
import { type Execution, trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';

/** Runs a failed run's trigger again, as a new run that refers to it, and leads there. */
export function useRerun() {
  const router = useRouter();
  const utils = trpc.useUtils();
  const { mutateAsync, isPending } = trpc.workflow.rerun.useMutation();
  const rerun = async ({ id, workflowId }: Execution) => {
    try {
      const { execution, replayed } = await mutateAsync({ executionId: id });
      await utils.workflow.invalidate();
      const query = { run: execution.id, ...(replayed ? { replayed: '1' } : {}) };
      await router.push({ pathname: `/workflows/${workflowId}`, query });
    } catch (error) {
      toast.error(`It was not run. ${explain(error)}`);
    }
  };
  return { rerun: (run: Execution) => void rerun(run), rerunning: isPending };
}

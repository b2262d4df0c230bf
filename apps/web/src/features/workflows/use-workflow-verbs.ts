import { toast } from 'sonner';
import { trpc, type Workflow } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { noticeOf } from '../../ui/notice.ts';

/** Switches a workflow on or off. */
export function useToggleWorkflow() {
  const utils = trpc.useUtils();
  const update = trpc.workflow.update.useMutation();
  const toggle = async ({ id, name }: Pick<Workflow, 'id' | 'name'>, enabled: boolean) => {
    try {
      await update.mutateAsync({ id, enabled });
      noticeOf(`toggle-${id}`, `“${name}” is ${enabled ? 'on' : 'off'}`);
    } catch (error) {
      toast.error(`Nothing was changed. ${explain(error)}`);
    }
    await utils.workflow.invalidate();
  };
  return {
    toggle: (workflow: Pick<Workflow, 'id' | 'name'>, enabled: boolean) => void toggle(workflow, enabled),
    toggling: update.isPending,
  };
}

/** Deletes a workflow with its history; true once it is gone. */
export function useDeleteWorkflow() {
  const utils = trpc.useUtils();
  const remove = trpc.workflow.delete.useMutation();
  return {
    removing: remove.isPending,
    remove: async (id: string): Promise<boolean> => {
      try {
        await remove.mutateAsync({ id });
      } catch (error) {
        toast.error(`It was not deleted. ${explain(error)}`);
        return false;
      }
      void utils.workflow.list.invalidate();
      return true;
    },
  };
}

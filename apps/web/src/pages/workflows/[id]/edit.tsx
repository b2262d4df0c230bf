import { useRouter } from 'next/router';
import { toast } from 'sonner';
import { BackLink } from '../../../features/shell/back-link.tsx';
import { Page } from '../../../features/shell/page.tsx';
import { draftOf } from '../../../features/workflows/draft.ts';
import { WorkflowForm } from '../../../features/workflows/workflow-form.tsx';
import { forViewer } from '../../../server/viewer.ts';
import { trpc, type WorkflowDefinition } from '../../../trpc/client.ts';
import { Loaded } from '../../../ui/loaded.tsx';

export { forViewer as getServerSideProps };

export default function EditWorkflowPage() {
  const router = useRouter();
  const utils = trpc.useUtils();
  const id = typeof router.query['id'] === 'string' ? router.query['id'] : '';
  const update = trpc.workflow.update.useMutation();
  const workflow = trpc.workflow.get.useQuery({ id }, { enabled: id !== '', refetchOnWindowFocus: false });
  const href = `/workflows/${id}`;
  const save = async (definition: WorkflowDefinition) => {
    await update.mutateAsync({ id, ...definition });
    await utils.workflow.invalidate();
    toast('Saved');
    await router.push(href);
  };
  return (
    <Page title="Edit workflow">
      <BackLink href={href} label={workflow.data?.workflow.name ?? 'Back'} />
      <Loaded query={workflow} label="the workflow">
        {(data) => (
          <WorkflowForm
            key={data.workflow.updatedAt}
            initial={draftOf(data.workflow)}
            submitLabel="Save"
            cancelHref={href}
            onSave={save}
          />
        )}
      </Loaded>
    </Page>
  );
}

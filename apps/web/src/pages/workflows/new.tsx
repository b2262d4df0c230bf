import { useRouter } from 'next/router';
import { toast } from 'sonner';
import { BackLink } from '../../features/shell/back-link.tsx';
import { Page } from '../../features/shell/page.tsx';
import { draftOf, emptyDraft } from '../../features/workflows/draft.ts';
import { WorkflowForm } from '../../features/workflows/workflow-form.tsx';
import { forViewer } from '../../server/viewer.ts';
import { trpc, type WorkflowDefinition } from '../../trpc/client.ts';
import { Loaded } from '../../ui/loaded.tsx';

export { forViewer as getServerSideProps };

export default function NewWorkflowPage() {
  const router = useRouter();
  const utils = trpc.useUtils();
  const create = trpc.workflow.create.useMutation();
  const templates = trpc.workflow.templates.useQuery(undefined, { staleTime: Number.POSITIVE_INFINITY });
  const { template: wanted } = router.query;
  const save = async (definition: WorkflowDefinition) => {
    const { workflow } = await create.mutateAsync(definition);
    await utils.workflow.invalidate();
    toast(`“${workflow.name}” is ${workflow.enabled ? 'on' : 'saved, and off'}`);
    await router.push(`/workflows/${workflow.id}`);
  };
  return (
    <Page title="New workflow">
      <BackLink href="/workflows" label="All workflows" />
      <Loaded query={templates} label="the form">
        {({ items }) => {
          const template = items.find(({ id }) => id === wanted);
          return (
            <WorkflowForm
              key={template?.id ?? ''}
              initial={template ? draftOf({ ...template, actions: [...template.actions] }) : emptyDraft()}
              submitLabel="Create workflow"
              cancelHref="/workflows"
              onSave={save}
            />
          );
        }}
      </Loaded>
    </Page>
  );
}

import { useRouter } from 'next/router';
import { BackLink } from '../../../features/shell/back-link.tsx';
import { Page } from '../../../features/shell/page.tsx';
import { ReplayNotice } from '../../../features/workflows/replay-notice.tsx';
import { RunDialog } from '../../../features/workflows/run-dialog.tsx';
import { Runs } from '../../../features/workflows/runs.tsx';
import { useRunWorkflow } from '../../../features/workflows/use-run-workflow.ts';
import { WorkflowDetails } from '../../../features/workflows/workflow-details.tsx';
import { forViewer } from '../../../server/viewer.ts';
import { trpc } from '../../../trpc/client.ts';
import { Loaded } from '../../../ui/loaded.tsx';

export { forViewer as getServerSideProps };

export default function WorkflowPage() {
  const { query } = useRouter();
  const id = typeof query['id'] === 'string' ? query['id'] : '';
  const wanted = typeof query['run'] === 'string' ? query['run'] : undefined;
  const running = useRunWorkflow();
  const workflow = trpc.workflow.get.useQuery({ id }, { enabled: id !== '' });
  return (
    <Page title={workflow.data?.workflow.name ?? 'Workflow'}>
      <BackLink href="/workflows" label="All workflows" />
      <Loaded query={workflow} label="the workflow">
        {(data) => (
          <>
            <WorkflowDetails workflow={data.workflow} running={running} />
            <section aria-labelledby="runs" className="mt-10">
              <h2 id="runs" className="mb-4 font-serif text-xl">
                Runs
              </h2>
              {wanted !== undefined && query['replayed'] === '1' ? (
                <ReplayNotice runId={wanted} running={running} />
              ) : null}
              <Runs workflowId={id} wanted={wanted} />
            </section>
          </>
        )}
      </Loaded>
      <RunDialog running={running} />
    </Page>
  );
}

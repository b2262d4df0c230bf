import { Plus, Workflow as WorkflowIcon } from 'lucide-react';
import Link from 'next/link';
import { Page } from '../../features/shell/page.tsx';
import { RunDialog } from '../../features/workflows/run-dialog.tsx';
import { Templates } from '../../features/workflows/templates.tsx';
import { useRunWorkflow } from '../../features/workflows/use-run-workflow.ts';
import { WorkflowList } from '../../features/workflows/workflow-list.tsx';
import { forViewer } from '../../server/viewer.ts';
import { trpc } from '../../trpc/client.ts';
import { buttonClass } from '../../ui/button.tsx';
import { steadyPages } from '../../ui/live.ts';
import { Loaded, ShowMore } from '../../ui/loaded.tsx';
import { EmptyState } from '../../ui/states.tsx';

export { forViewer as getServerSideProps };

export default function WorkflowsPage() {
  const running = useRunWorkflow();
  const workflows = trpc.workflow.list.useInfiniteQuery({ limit: 50 }, steadyPages);
  return (
    <Page
      title="Workflows"
      intro="What happens by itself, once for each reason."
      aside={
        <Link href="/workflows/new" className={buttonClass('primary')}>
          <Plus className="icon" aria-hidden="true" />
          New workflow
        </Link>
      }
    >
      <Loaded query={workflows} label="workflows">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length > 0) return <WorkflowList items={items} running={running} />;
          return (
            <EmptyState icon={WorkflowIcon} title="Nothing happens by itself yet">
              A workflow waits for something to be filed, changed or done, or for its time, and then makes
              tasks, tells people, or puts things in your calendar.
            </EmptyState>
          );
        }}
      </Loaded>
      <ShowMore query={workflows} />
      <Templates />
      <RunDialog running={running} />
    </Page>
  );
}

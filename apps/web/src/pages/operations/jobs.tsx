import { Jobs } from '../../features/operations/jobs.tsx';
import { OperationsPage } from '../../features/operations/operations-page.tsx';
import { forViewer } from '../../server/viewer.ts';

export { forViewer as getServerSideProps };

export default function JobsPage() {
  return (
    <OperationsPage>
      <Jobs />
    </OperationsPage>
  );
}

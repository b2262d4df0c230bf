import { Calls } from '../../features/operations/calls.tsx';
import { OperationsPage } from '../../features/operations/operations-page.tsx';
import { forViewer } from '../../server/viewer.ts';

export { forViewer as getServerSideProps };

export default function CallsPage() {
  return (
    <OperationsPage>
      <Calls />
    </OperationsPage>
  );
}

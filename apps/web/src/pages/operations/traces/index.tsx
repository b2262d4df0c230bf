import { OperationsPage } from '../../../features/operations/operations-page.tsx';
import { Traces } from '../../../features/operations/traces.tsx';
import { forViewer } from '../../../server/viewer.ts';

export { forViewer as getServerSideProps };

export default function TracesPage() {
  return (
    <OperationsPage>
      <Traces />
    </OperationsPage>
  );
}

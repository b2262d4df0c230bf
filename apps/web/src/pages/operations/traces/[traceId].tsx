import { useRouter } from 'next/router';
import { OperationsPage } from '../../../features/operations/operations-page.tsx';
import { TraceView } from '../../../features/operations/trace-view.tsx';
import { forViewer } from '../../../server/viewer.ts';

export { forViewer as getServerSideProps };

export default function TracePage() {
  const { traceId } = useRouter().query;
  return (
    <OperationsPage title="Trace">
      {typeof traceId === 'string' ? <TraceView traceId={traceId} /> : null}
    </OperationsPage>
  );
}

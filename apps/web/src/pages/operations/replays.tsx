import { OperationsPage } from '../../features/operations/operations-page.tsx';
import { Replays } from '../../features/operations/replays.tsx';
import { forViewer } from '../../server/viewer.ts';

export { forViewer as getServerSideProps };

export default function ReplaysPage() {
  return (
    <OperationsPage>
      <Replays />
    </OperationsPage>
  );
}

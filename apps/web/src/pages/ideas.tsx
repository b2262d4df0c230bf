import { DrawerPage } from '../features/records/drawer-page.tsx';
import { forViewer } from '../server/viewer.ts';

export { forViewer as getServerSideProps };

export default function IdeasPage() {
  return <DrawerPage category="ideas" />;
}

import { DrawerPage } from '../features/records/drawer-page.tsx';
import { forViewer } from '../server/viewer.ts';

export { forViewer as getServerSideProps };

export default function ProjectsPage() {
  return <DrawerPage category="projects" />;
}

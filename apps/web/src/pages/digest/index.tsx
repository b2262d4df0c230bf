import { DigestPage } from '../../features/digest/digest-page.tsx';
import { forViewer } from '../../server/viewer.ts';

export { forViewer as getServerSideProps };

export default DigestPage;

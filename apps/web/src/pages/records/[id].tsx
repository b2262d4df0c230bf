import { useRouter } from 'next/router';
import { RecordPage } from '../../features/records/record-page.tsx';
import { forViewer } from '../../server/viewer.ts';

export { forViewer as getServerSideProps };

export default function OneRecordPage() {
  const { query } = useRouter();
  const id = typeof query['id'] === 'string' ? query['id'] : '';
  // Another record is another page: no half-made edit is carried over.
  return <RecordPage key={id} id={id} />;
}

import Link from 'next/link';
import { Connections } from '../../features/connections/connections.tsx';
import { ConsentNotice } from '../../features/connections/consent-notice.tsx';
import { Page } from '../../features/shell/page.tsx';
import { forViewer } from '../../server/viewer.ts';

export { forViewer as getServerSideProps };

export default function IntegrationsPage() {
  return (
    <Page
      title="Connections"
      intro="Where else thoughts come from, and where they go."
      aside={
        <Link href="/settings" className="text-sm text-accent underline underline-offset-4">
          All settings
        </Link>
      }
    >
      <ConsentNotice />
      <Connections />
    </Page>
  );
}

import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/router';
import { DigestLetter } from '../../features/digest/digest-letter.tsx';
import { periodTitle, weekDays } from '../../features/digest/period.ts';
import { Page } from '../../features/shell/page.tsx';
import { forViewer } from '../../server/viewer.ts';
import { trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/states.tsx';

export { forViewer as getServerSideProps };

export default function EarlierDigestPage() {
  const { query } = useRouter();
  const id = typeof query['id'] === 'string' ? query['id'] : '';
  const { data, error, isPending, refetch } = trpc.digest.get.useQuery({ id }, { enabled: id !== '' });
  return (
    <Page
      title={data ? periodTitle(data.digest) : 'Digest'}
      intro={data?.digest.kind === 'weekly' ? weekDays(data.digest.periodKey) : undefined}
    >
      <Link
        href={data?.digest.kind === 'weekly' ? '/digest?show=weekly' : '/digest'}
        className="-mt-3 mb-5 inline-flex items-center gap-2 text-sm text-soft hover:text-ink"
      >
        <ArrowLeft className="icon" aria-hidden="true" />
        {data?.digest.kind === 'weekly' ? 'All weekly reviews' : 'All digests'}
      </Link>
      {error ? <ErrorState message={explain(error)} onRetry={() => void refetch()} /> : null}
      {isPending ? <SkeletonRows label="Loading the digest" /> : null}
      {data ? <DigestLetter digest={data.digest} /> : null}
    </Page>
  );
}

import { Newspaper } from 'lucide-react';
import { useViewer } from '../../features/account/viewer.ts';
import { DigestLetter } from '../../features/digest/digest-letter.tsx';
import { EarlierDigests } from '../../features/digest/earlier-digests.tsx';
import { periodTitle } from '../../features/digest/period.ts';
import { useGenerateToday } from '../../features/digest/use-generate-today.ts';
import { Page } from '../../features/shell/page.tsx';
import { forViewer } from '../../server/viewer.ts';
import { trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { Button } from '../../ui/button.tsx';
import { dayOf } from '../../ui/dates.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { useNow } from '../../ui/use-now.ts';

export { forViewer as getServerSideProps };

export default function DigestPage() {
  const { timezone } = useViewer();
  const today = dayOf(useNow(), timezone);
  const { generate, generating } = useGenerateToday();
  const digests = trpc.digest.list.useInfiniteQuery(
    { limit: 30 },
    { getNextPageParam: (page) => page.nextCursor ?? undefined, refetchInterval: 60_000 },
  );
  const all = digests.data?.pages.flatMap((page) => page.items) ?? [];
  const current = all.find((digest) => digest.kind === 'daily' && digest.periodKey === today);
  const earlier = all.filter((digest) => digest !== current);

  return (
    <Page title="Digest" intro={periodTitle({ kind: 'daily', periodKey: today })}>
      {digests.isError && digests.data === undefined ? (
        <ErrorState message={explain(digests.error)} onRetry={() => void digests.refetch()} />
      ) : null}
      {digests.isPending ? <SkeletonRows label="Loading digests" /> : null}
      {current ? <DigestLetter digest={current} /> : null}
      {digests.isSuccess && !current ? (
        <EmptyState icon={Newspaper} title="Not written yet today">
          <p>
            What came in, the three next things to do, and what needs your eye, in a hundred and fifty words.
          </p>
          <Button look="primary" className="mt-5" busy={generating} onClick={generate}>
            Generate today’s digest
          </Button>
        </EmptyState>
      ) : null}
      {earlier.length > 0 ? <EarlierDigests digests={earlier} /> : null}
      {digests.hasNextPage ? (
        <Button
          className="mt-6 w-full"
          busy={digests.isFetchingNextPage}
          onClick={() => void digests.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </Page>
  );
}

import { Newspaper } from 'lucide-react';
import { useRouter } from 'next/router';
import { useState } from 'react';
import { type DigestView, trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { Button } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useViewer } from '../account/viewer.ts';
import { Page } from '../shell/page.tsx';
import { DigestLetter } from './digest-letter.tsx';
import { DigestList } from './digest-list.tsx';
import { MissedNotice } from './missed-notice.tsx';
import { periodsAround, periodTitle, wasHere, weekDays } from './period.ts';
import { alreadyThere, type Generated, useGenerate } from './use-generate.ts';

const addresses = { daily: '/digest', weekly: '/digest?show=weekly' } as const;
const tabs = [
  { label: 'Daily', href: addresses.daily },
  { label: 'Weekly', href: addresses.weekly },
];

/** The present day's or week's digest, what was missed, and the earlier ones. */
export function DigestPage() {
  const { query } = useRouter();
  const kind = query['show'] === 'weekly' ? 'weekly' : 'daily';
  return <Digests key={kind} kind={kind} />;
}

function Digests({ kind }: { kind: DigestView['kind'] }) {
  const { timezone, createdAt } = useViewer();
  const { push } = useRouter();
  const { present, before } = periodsAround(kind, useNow(), timezone);
  const [found, setFound] = useState<DigestView | null>(null);
  const { generate, writing } = useGenerate(({ digest, created }: Generated) => {
    if (digest.periodKey !== present.periodKey) void push(`/digest/${digest.id}`);
    else setFound(created ? null : digest);
  });
  const digests = trpc.digest.list.useInfiniteQuery(
    { kind, limit: 30 },
    { getNextPageParam: (page) => page.nextCursor ?? undefined, refetchInterval: 60_000 },
  );
  const all = digests.data?.pages.flatMap((page) => page.items) ?? [];
  const current = all.find(({ periodKey }) => periodKey === present.periodKey);
  const earlier = all.filter((digest) => digest !== current);
  // A day's digest tells what came since the last one: once today's is there, nothing is missing.
  const missed =
    digests.isSuccess &&
    !(kind === 'daily' && current) &&
    wasHere(createdAt, before, timezone) &&
    !earlier.some(({ periodKey }) => periodKey === before.periodKey);
  const isWriting = (periodKey: string) => writing?.periodKey === periodKey;
  const days = kind === 'weekly' ? `: ${weekDays(present.periodKey)}` : '';

  return (
    <Page
      title="Digest"
      intro={`${periodTitle(present)}${days}`}
      aside={<Tabs label="Digests" tabs={tabs} here={addresses[kind]} />}
    >
      {digests.isError && digests.data === undefined ? (
        <ErrorState message={explain(digests.error)} onRetry={() => void digests.refetch()} />
      ) : null}
      {digests.isPending ? <SkeletonRows label="Loading digests" /> : null}
      {missed ? (
        <MissedNotice period={before} busy={isWriting(before.periodKey)} onWrite={() => generate(before)} />
      ) : null}
      {digests.isSuccess && !current ? (
        <NotWritten kind={kind} busy={isWriting(present.periodKey)} onGenerate={() => generate(present)} />
      ) : null}
      {current ? (
        <>
          <DigestLetter digest={current} />
          <div className="mt-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <p role="status" className="min-w-0 flex-1 text-sm text-soft">
              {found ? alreadyThere(found) : null}
            </p>
            <Button size="sm" busy={isWriting(present.periodKey)} onClick={() => generate(present)}>
              Generate now
            </Button>
          </div>
        </>
      ) : null}
      {earlier.length > 0 ? <DigestList digests={earlier} /> : null}
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

function NotWritten(props: { kind: DigestView['kind']; busy: boolean; onGenerate: () => void }) {
  const daily = props.kind === 'daily';
  return (
    <EmptyState icon={Newspaper} title={daily ? 'Not written yet today' : 'Not written yet this week'}>
      <p>
        {daily
          ? 'What came in, the three next things to do, and what needs your eye, in a hundred and fifty words. It comes by itself in the morning.'
          : 'What moved, what is still open, and three things to turn to next. It comes by itself on Sunday.'}
      </p>
      <Button look="primary" className="mt-5" busy={props.busy} onClick={props.onGenerate}>
        Generate now
      </Button>
    </EmptyState>
  );
}

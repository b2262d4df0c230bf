import { useRouter } from 'next/router';
import { type Category, trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { Button } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useViewer } from '../account/viewer.ts';
import { lookOf } from '../categories/categories.ts';
import { Page } from '../shell/page.tsx';
import { EmptyDrawer } from './empty-drawer.tsx';
import { canBeDone, type Filter, filterFrom, filtersOf } from './filters.ts';
import { groupByDue } from './group-by-due.ts';
import { RecordList } from './record-list.tsx';
import { listInput } from './records-cache.ts';
import { useRecordActions } from './use-record-actions.ts';

/** One drawer: its records in the chosen view. */
export function DrawerPage({ category }: { category: Category }) {
  const { query } = useRouter();
  const { timezone } = useViewer();
  const now = useNow();
  const { label, href } = lookOf(category);
  const filter = filterFrom(category, query['show']);
  const actions = useRecordActions(filter.value);
  const records = trpc.record.list.useInfiniteQuery(listInput(category, filter.value), {
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: 30_000,
  });
  const items = records.data?.pages.flatMap((page) => page.items) ?? [];
  const byDue =
    filter.value === 'open' && canBeDone[category] && items.some((record) => record.dueAt !== null);
  const groups = byDue ? groupByDue(items, now, timezone) : [{ title: null, items }];

  return (
    <Page title={label} aside={<FilterBar href={href} filters={filtersOf(category)} chosen={filter} />}>
      {records.isError && records.data === undefined ? (
        <ErrorState message={explain(records.error)} onRetry={() => void records.refetch()} />
      ) : null}
      {records.isPending ? <SkeletonRows label={`Loading ${label}`} /> : null}
      {records.isSuccess && items.length === 0 ? (
        <EmptyDrawer category={category} filter={filter.value} />
      ) : null}
      {items.length > 0 ? <RecordList label={label} groups={groups} actions={actions} /> : null}
      {records.hasNextPage ? (
        <Button
          className="mt-6 w-full"
          busy={records.isFetchingNextPage}
          onClick={() => void records.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </Page>
  );
}

function FilterBar(props: { href: string; filters: readonly Filter[]; chosen: Filter }) {
  const hrefOf = ({ value }: Filter) => (value === 'open' ? props.href : `${props.href}?show=${value}`);
  const tabs = props.filters.map((filter) => ({ label: filter.label, href: hrefOf(filter) }));
  return <Tabs label="Show" tabs={tabs} here={hrefOf(props.chosen)} />;
}

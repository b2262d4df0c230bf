import type { ReactNode } from 'react';
import { explain } from '../trpc/explain.ts';
import { Button } from './button.tsx';
import { SkeletonRows } from './skeleton.tsx';
import { ErrorState } from './states.tsx';

interface Asked<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly isError: boolean;
  refetch(): Promise<unknown>;
}

/** What was asked for, once it is there. A later failure leaves what is shown and says that it is no longer fresh. */
export function Loaded<T>(props: {
  query: Asked<T>;
  label: string;
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  const { query, label, rows = 3, children } = props;
  const retry = () => void query.refetch();
  if (query.data === undefined) {
    return query.isError ? (
      <ErrorState message={explain(query.error)} onRetry={retry} />
    ) : (
      <SkeletonRows rows={rows} label={`Loading ${label}`} />
    );
  }
  return (
    <>
      {query.isError ? (
        <p role="status" className="mb-3 text-sm text-review">
          Not fresh: {explain(query.error)}
        </p>
      ) : null}
      {children(query.data)}
    </>
  );
}

interface Paged {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  fetchNextPage(): Promise<unknown>;
}

/** Asks for the next page of a list, while there is one. */
export function ShowMore({ query }: { query: Paged }) {
  if (!query.hasNextPage) return null;
  return (
    <Button
      className="mt-4 w-full"
      busy={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      Show more
    </Button>
  );
}

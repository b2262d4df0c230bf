import { useEffect, useState } from 'react';
import { type Category, trpc } from '../../trpc/client.ts';

/** A record that can be picked. */
export interface FoundRecord {
  readonly id: string;
  readonly title: string;
  readonly category: Category;
}

const pauseMs = 200;
const most = 6;

/** Records that fit what is typed, once the typing pauses; the latest ones while nothing is. */
export function useRecordSearch(typed: string, category: Category | undefined, enabled: boolean) {
  const query = usePaused(typed.trim());
  const searching = query !== '';
  const found = trpc.search.query.useQuery(
    { query, category, limit: most },
    { enabled: enabled && searching, placeholderData: (before) => before },
  );
  const latest = trpc.record.list.useQuery(
    { category, status: 'open', limit: most },
    { enabled: enabled && !searching },
  );
  const records: readonly FoundRecord[] | undefined = searching
    ? found.data?.items.map(({ recordId, title, category: drawer }) => ({
        ...{ id: recordId, title, category: drawer },
      }))
    : latest.data?.items;
  return { records, error: searching ? found.error : latest.error };
}

/** A value once it has stood still for a moment. */
function usePaused(value: string): string {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return paused;
}

import { useEffect, useMemo, useRef } from 'react';
import { type Entry, trpc } from '../../trpc/client.ts';
import type { Due } from './inbox-item.tsx';

/** When the records that recent thoughts became are due, by record id. */
export function useDues(entries: readonly Entry[]): ReadonlyMap<string, Due> {
  const utils = trpc.useUtils();
  const filed = entries.filter((entry) => entry.recordId !== null).length;
  const { data } = trpc.record.list.useQuery({ limit: 100 }, { enabled: filed > 0 });

  // Another number of filed thoughts means that there are other records.
  const seen = useRef(filed);
  useEffect(() => {
    if (seen.current !== filed && seen.current > 0) void utils.record.list.invalidate();
    seen.current = filed;
  }, [filed, utils]);

  return useMemo(
    () =>
      new Map(
        data?.items.flatMap(({ id, dueAt, dueAllDay, status }) =>
          dueAt === null ? [] : [[id, { dueAt, dueAllDay, settled: status !== 'open' }] as const],
        ),
      ),
    [data],
  );
}

import type { InfiniteData } from '@tanstack/react-query';
import type { Category, FiledRecord } from '../../trpc/client.ts';
import type { Filter } from './filters.ts';

/** The query of one view of a drawer. */
export function listInput(category: Category, filter: Filter['value']) {
  return { category, status: filter, limit: 100 } as const;
}

interface Page {
  items: FiledRecord[];
  nextCursor: string | null;
}

/** The pages with one record replaced, or taken out when `change` says null. */
export function withRecord<Param>(
  data: InfiniteData<Page, Param> | undefined,
  id: string,
  change: (record: FiledRecord) => FiledRecord | null,
): InfiniteData<Page, Param> | undefined {
  if (!data) return data;
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.flatMap((record) => (record.id === id ? (change(record) ?? []) : record)),
  }));
  return { ...data, pages };
}

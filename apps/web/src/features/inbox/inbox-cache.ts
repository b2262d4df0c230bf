import type { InfiniteData } from '@tanstack/react-query';
import type { Entry, trpc } from '../../trpc/client.ts';

/** The page's helpers for what it has fetched. */
export type Utils = ReturnType<typeof trpc.useUtils>;

/** The one inbox query of the page: every reader and writer of its cache names it by this. */
export const inboxInput = { limit: 30 };

interface Page {
  items: Entry[];
  nextCursor: string | null;
}

/** The pages with `change` applied to one entry. */
export function withEntry<Param>(
  data: InfiniteData<Page, Param> | undefined,
  id: string,
  change: (entry: Entry) => Entry,
): InfiniteData<Page, Param> | undefined {
  if (!data) return data;
  const pages = data.pages.map((page) =>
    page.items.some((entry) => entry.id === id)
      ? { ...page, items: page.items.map((entry) => (entry.id === id ? change(entry) : entry)) }
      : page,
  );
  return { ...data, pages };
}

/** The pages with a new entry on top, unless it is there already. */
export function withNewEntry<Param>(
  data: InfiniteData<Page, Param> | undefined,
  entry: Entry,
): InfiniteData<Page, Param> | undefined {
  const [first, ...rest] = data?.pages ?? [];
  if (!data || !first) return data;
  if (data.pages.some((page) => page.items.some((known) => known.id === entry.id))) return data;
  return { ...data, pages: [{ ...first, items: [entry, ...first.items] }, ...rest] };
}

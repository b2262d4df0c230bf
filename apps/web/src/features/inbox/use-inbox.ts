import { trpc } from '../../trpc/client.ts';
import { inboxInput } from './inbox-cache.ts';
import { pollIntervalMs } from './poll-interval.ts';

/** The inbox, newest first. It follows by itself what is being filed, and rests while the page is hidden. */
export function useInbox() {
  return trpc.inbox.list.useInfiniteQuery(inboxInput, {
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) =>
      pollIntervalMs(state.data?.pages.flatMap((page) => page.items) ?? [], Date.now()),
    refetchIntervalInBackground: false,
  });
}

import { useCallback } from 'react';
import { toast } from 'sonner';
import { type Category, type Entry, trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { noticeOf } from '../../ui/notice.ts';
import { lookOf } from '../categories/categories.ts';
import { inboxInput, type Utils, withEntry } from './inbox-cache.ts';

async function show(utils: Utils, id: string, change: (entry: Entry) => Entry): Promise<void> {
  await utils.inbox.list.cancel();
  utils.inbox.list.setInfiniteData(inboxInput, (data) => withEntry(data, id, change));
}

/** Files a thought where the person says, at once on the page, with a way back. */
export function useFix(): (entry: Entry, category: Category) => void {
  const utils = trpc.useUtils();
  const { mutateAsync } = trpc.inbox.fix.useMutation();
  return useCallback(
    (entry, category) => {
      const file = async (from: Entry, to: Category): Promise<Entry | undefined> => {
        await show(utils, from.id, (shown) => ({ ...shown, category: to, status: 'fixed', error: null }));
        try {
          const { entry: fixed } = await mutateAsync({ id: from.id, category: to });
          await show(utils, fixed.id, () => fixed);
          void utils.record.invalidate();
          return fixed;
        } catch (error) {
          await show(utils, from.id, () => from);
          toast.error(`It was not moved. ${explain(error)}`);
          return undefined;
        }
      };
      const run = async () => {
        const fixed = await file(entry, category);
        if (!fixed) return;
        const { category: before } = entry;
        noticeOf(
          `fix-${entry.id}`,
          `Filed under ${lookOf(category).label}`,
          before === null || before === category ? undefined : () => void file(fixed, before),
        );
      };
      if (entry.status !== 'fixed' || entry.category !== category) void run();
    },
    [utils, mutateAsync],
  );
}

/** Has a thought classified once more. */
export function useRetry(): { retry: (entry: Entry) => void; retrying: boolean } {
  const utils = trpc.useUtils();
  const { mutate, isPending } = trpc.inbox.retry.useMutation({
    onSuccess: ({ entry }) => show(utils, entry.id, () => entry),
    onError: (error) => toast.error(explain(error)),
  });
  return { retry: useCallback((entry) => mutate({ id: entry.id }), [mutate]), retrying: isPending };
}

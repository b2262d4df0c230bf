import type { Entry } from '../../trpc/client.ts';
import { inboxInput, type Utils, withNewEntry } from './inbox-cache.ts';

const keyOfEntry = new Map<string, string>();

/**
 * Puts an acknowledged thought on top of the inbox, under the identity its pending form had, so that it settles in
 * place. A poll that began before is dropped: its answer does not have the thought yet.
 */
export async function rememberSent(utils: Utils, key: string, entry: Entry): Promise<void> {
  keyOfEntry.set(entry.id, key);
  await utils.inbox.list.cancel();
  utils.inbox.list.setInfiniteData(inboxInput, (data) => withNewEntry(data, entry));
  // A macrotask: by then the list shows the entry, and its pending form may go without a gap between.
  await new Promise((resolve) => setTimeout(resolve, 0));
  void utils.inbox.list.invalidate();
}

/** What an entry is known by in the list: the key it was captured with here, else its id. */
export function identityOf(entry: Entry): string {
  return keyOfEntry.get(entry.id) ?? entry.id;
}

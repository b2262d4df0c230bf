import Link from 'next/link';
import { useRouter } from 'next/router';
import { type KeyboardEvent, memo } from 'react';
import type { Category, Entry } from '../../trpc/client.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { isTyping } from '../../ui/list-keys.ts';
import { DueDate, TimeAgo } from '../../ui/time.tsx';
import { listItemAttribute } from '../../ui/use-list-focus.ts';
import { categoryOfKey } from '../categories/categories.ts';
import { recordAddress } from '../records/record-address.ts';
import { DrawerButtons } from './drawer-buttons.tsx';
import { EntryStatus } from './entry-status.tsx';
import { ThoughtText } from './thought-text.tsx';

/** When a thought's record is due. */
export interface Due {
  readonly dueAt: string;
  readonly dueAllDay: boolean;
  readonly settled: boolean;
}

interface Props {
  entry: Entry;
  due: Due | undefined;
  /** Whether Tab stops here: one item of the list at a time. */
  tabbable: boolean;
  onFocus: (id: string) => void;
  onFix: (entry: Entry, category: Category) => void;
  onRetry: (entry: Entry) => void;
}

/** One thought of the inbox. While it has the focus, the keys 1 to 4 file it. */
export const InboxItem = memo(function InboxItem({ entry, due, tabbable, onFocus, onFix, onRetry }: Props) {
  const { push } = useRouter();
  const waits = entry.status === 'needs_review' || entry.status === 'failed';
  const fix = (category: Category) => onFix(entry, category);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.target === event.currentTarget && entry.recordId) {
      event.preventDefault();
      void push(recordAddress(entry.recordId));
    }
    const category = isTyping(event) ? undefined : categoryOfKey(event.key);
    if (!category) return;
    event.preventDefault();
    fix(category);
  };
  return (
    <li
      {...{ [listItemAttribute]: '' }}
      tabIndex={tabbable ? 0 : -1}
      aria-keyshortcuts="1 2 3 4"
      onFocus={() => onFocus(entry.id)}
      onKeyDown={onKeyDown}
      className={cx(
        '-mx-3 animate-settle rounded-lg px-3 py-4 sm:-mx-4 sm:px-4',
        waits && 'bg-sheet shadow-lift ring-1 ring-line',
      )}
    >
      <ThoughtText text={entry.text} />
      <div className="mt-2 flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1.5 text-xs text-faint">
        <EntryStatus entry={entry} onFix={fix} />
        {due ? <DueDate {...due} /> : null}
        <span className="ml-auto flex items-center gap-3">
          {entry.recordId ? (
            <Link
              href={recordAddress(entry.recordId)}
              className="text-soft underline-offset-3 hover:text-ink hover:underline"
            >
              Open
            </Link>
          ) : null}
          <TimeAgo at={entry.createdAt} />
        </span>
      </div>
      {entry.status === 'failed' ? (
        <p className="mt-2 text-sm text-soft">{entry.error ?? 'It could not be filed.'}</p>
      ) : null}
      {waits ? (
        <div className="mt-3 flex flex-wrap items-center gap-2">
          <DrawerButtons suggested={entry.category} onFix={fix} />
          {entry.status === 'failed' ? (
            <Button size="sm" look="plain" onClick={() => onRetry(entry)}>
              Try again
            </Button>
          ) : null}
        </div>
      ) : null}
    </li>
  );
});

import Link from 'next/link';
import type { Found } from '../../trpc/client.ts';
import { cx } from '../../ui/class-names.ts';
import { DueDate, TimeAgo } from '../../ui/time.tsx';
import { listItemAttribute } from '../../ui/use-list-focus.ts';
import { lookOf } from '../categories/categories.ts';
import { recordAddress } from '../records/record-address.ts';
import { Snippet } from './snippet.tsx';

const statusWords: Readonly<Record<Found['status'], string | null>> = {
  open: null,
  done: 'Done',
  snoozed: 'Snoozed',
  archived: 'Archived',
};

/** What was found, best first. Each is a link, walked like any list. */
export function SearchResults({ items }: { items: readonly Found[] }) {
  return (
    <ul className="divide-y divide-line">
      {items.map((item) => (
        <li key={item.recordId}>
          <Result item={item} />
        </li>
      ))}
    </ul>
  );
}

function Result({ item }: { item: Found }) {
  const { icon: Icon, label, tone } = lookOf(item.category);
  const status = statusWords[item.status];
  const saysMore = item.snippet.replaceAll('**', '') !== item.title;
  return (
    <Link
      href={recordAddress(item.recordId)}
      {...{ [listItemAttribute]: '' }}
      className="-mx-3 block rounded-lg px-3 py-3 hover:bg-well sm:-mx-4 sm:px-4"
    >
      <h2
        dir="auto"
        className={cx(
          'font-serif text-lg leading-snug wrap-anywhere',
          item.status === 'done' && 'text-faint line-through',
        )}
      >
        {saysMore ? item.title : <Snippet text={item.snippet} />}
      </h2>
      {saysMore && item.snippet !== '' ? (
        <p dir="auto" className="mt-0.5 line-clamp-2 text-sm text-soft wrap-anywhere">
          <Snippet text={item.snippet} />
        </p>
      ) : null}
      <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-faint">
        <span className="inline-flex items-center gap-1.5">
          <Icon className={cx('size-3.5', tone)} aria-hidden="true" />
          {label}
        </span>
        {status ? <span>{status}</span> : null}
        {item.dueAt ? (
          <DueDate dueAt={item.dueAt} dueAllDay={item.dueAllDay} settled={item.status !== 'open'} />
        ) : null}
        <span className="ml-auto">
          <TimeAgo at={item.createdAt} />
        </span>
      </p>
    </Link>
  );
}

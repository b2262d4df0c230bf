import Link from 'next/link';
import { type Relation, trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { TimeAgo } from '../../ui/time.tsx';
import { listItemAttribute, useListFocus } from '../../ui/use-list-focus.ts';
import { lookOf } from '../categories/categories.ts';
import { recordAddress } from './record-address.ts';
import { relationWords, strengthWords } from './relation-words.ts';

/** What a record has to do with, the strongest first, seen from both sides. */
export function RelatedRecords({ id }: { id: string }) {
  const { data, error, refetch } = trpc.relationship.list.useQuery({ recordId: id });
  const listFocus = useListFocus<HTMLUListElement>();
  return (
    <section aria-labelledby="related" className="mt-10">
      <h2 id="related" className="mb-1 text-sm font-medium text-faint">
        Has to do with
      </h2>
      {error && !data ? (
        <p role="alert" className="text-sm text-danger">
          {explain(error)}{' '}
          <Button size="sm" look="plain" onClick={() => void refetch()}>
            Try again
          </Button>
        </p>
      ) : null}
      {data?.items.length === 0 ? (
        <p className="text-sm text-soft">
          Nothing yet. Records are linked when one names a person or a project of another.
        </p>
      ) : null}
      {data && data.items.length > 0 ? (
        <ul {...listFocus} className="divide-y divide-line">
          {data.items.map((relation) => (
            <li key={relation.recordId}>
              <Related relation={relation} />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function Related({ relation }: { relation: Relation }) {
  const { icon: Icon, label, tone } = lookOf(relation.category);
  const { strength, mentions } = relation;
  const words = strengthWords(strength);
  return (
    <Link
      href={recordAddress(relation.recordId)}
      {...{ [listItemAttribute]: '' }}
      className="-mx-3 flex items-start gap-3 rounded-lg px-3 py-2.5 hover:bg-well sm:-mx-4 sm:px-4"
    >
      <Icon className={cx('icon mt-1.5', tone)} aria-label={label} />
      <span className="min-w-0 flex-1">
        <span dir="auto" className="line-clamp-2 font-serif text-lg leading-snug wrap-anywhere">
          {relation.title}
        </span>
        <span className="mt-0.5 block text-sm text-soft wrap-anywhere">{relationWords(relation)}</span>
      </span>
      <span className="mt-1 w-28 shrink-0 text-right text-xs text-faint">
        <span
          className="flex items-center justify-end gap-2"
          title={`Strength ${Math.round(strength * 100)}%`}
        >
          {words}
          <span className="block h-1 w-10 overflow-hidden rounded-full bg-line" aria-hidden="true">
            <span className="block h-full bg-accent" style={{ width: `${Math.round(strength * 100)}%` }} />
          </span>
        </span>
        <span className="mt-1 block">
          {mentions > 1 ? `${mentions}×, ` : ''}
          <TimeAgo at={relation.lastMentionedAt} />
        </span>
      </span>
    </Link>
  );
}

import Link from 'next/link';
import { trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { DueDate } from '../../ui/time.tsx';
import { lookOf } from '../categories/categories.ts';
import { recordAddress } from '../records/record-address.ts';
import { Snippet } from '../search/snippet.tsx';
import { UnfiledThoughts } from '../search/unfiled-thoughts.tsx';

/** What was kept that answers a question, each line with the record it stands in. Asking files nothing. */
export function Answer({ question }: { question: string }) {
  const { data, error, refetch } = trpc.search.answer.useQuery({ question });
  if (error && !data) {
    return (
      <div role="alert" className="text-sm">
        <p className="text-danger">No answer: {explain(error)}</p>
        <Button size="sm" className="mt-2" onClick={() => void refetch()}>
          Ask again
        </Button>
      </div>
    );
  }
  if (!data) {
    return (
      <p role="status" aria-label="Loading the answer" className="animate-breathe text-sm text-soft">
        Looking through what you have kept…
      </p>
    );
  }
  if (data.lines.length + data.unfiled.length === 0) {
    return <p className="text-sm text-soft">Nothing you have kept answers this.</p>;
  }
  const sources = new Map(data.sources.map((source) => [source.recordId, source]));
  return (
    <>
      {data.unfiled.length > 0 ? <UnfiledThoughts thoughts={data.unfiled} /> : null}
      <ul aria-label="Answer" className="space-y-3 empty:hidden">
        {data.lines.map(({ text, recordId }) => {
          const source = sources.get(recordId);
          if (!source) return null;
          const { icon: Icon, label, tone } = lookOf(source.category);
          const saysMore = text.replaceAll('**', '') !== source.title;
          return (
            <li key={recordId}>
              <Link
                href={recordAddress(recordId)}
                dir="auto"
                className="block font-serif text-lg leading-snug underline-offset-3 wrap-anywhere hover:underline"
              >
                <Snippet text={text} />
              </Link>
              <p className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-faint">
                <span className="inline-flex min-w-0 items-center gap-1.5">
                  <Icon className={cx('size-3.5 shrink-0', tone)} aria-hidden="true" />
                  <span className="line-clamp-1 wrap-anywhere">
                    {label}
                    {saysMore ? `: ${source.title}` : ''}
                  </span>
                </span>
                {source.dueAt ? <DueDate dueAt={source.dueAt} dueAllDay={source.dueAllDay} /> : null}
              </p>
            </li>
          );
        })}
      </ul>
    </>
  );
}

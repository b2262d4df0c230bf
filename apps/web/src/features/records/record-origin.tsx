import { useState } from 'react';
import { type Entry, trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { TimeAgo } from '../../ui/time.tsx';
import { ThoughtText } from '../inbox/thought-text.tsx';
import { attemptWords, filedWords, sourceWords } from './origin-words.ts';

/** The thoughts a record came from, as they were written, and how they were filed. */
export function RecordOrigin({ entries, createdAt }: { entries: readonly Entry[]; createdAt: string }) {
  return (
    <section aria-labelledby="origin" className="mt-10">
      <h2 id="origin" className="mb-2 text-sm font-medium text-faint">
        {entries.length > 1 ? 'From your thoughts' : 'From your thought'}
      </h2>
      {entries.length === 0 ? (
        <p className="text-sm text-soft">
          Made <TimeAgo at={createdAt} /> without a thought behind it, by a workflow or an action.
        </p>
      ) : (
        <ul className="space-y-5">
          {entries.map((entry) => (
            <li key={entry.id} className="border-l-2 border-line pl-4">
              <ThoughtText text={entry.text} />
              <p className="mt-1.5 flex flex-wrap gap-x-3 gap-y-1 text-xs text-faint">
                <span>
                  {sourceWords(entry.source)} <TimeAgo at={entry.createdAt} />
                </span>
                <span>{filedWords(entry)}</span>
              </p>
              <Attempts entryId={entry.id} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Every attempt at filing a thought, asked for when somebody wants to know. */
function Attempts({ entryId }: { entryId: string }) {
  const [open, setOpen] = useState(false);
  const { data, error } = trpc.inbox.get.useQuery({ id: entryId }, { enabled: open });
  return (
    <details className="mt-1 text-xs" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="w-fit cursor-pointer text-soft underline-offset-3 hover:underline">
        How it was filed
      </summary>
      {error && !data ? (
        <p role="alert" className="mt-1 text-danger">
          {explain(error)}
        </p>
      ) : null}
      {data?.classifications.length === 0 ? (
        <p className="mt-1 text-faint">Nothing was asked: you filed it yourself.</p>
      ) : null}
      <ol className="mt-1 space-y-1 text-faint">
        {data?.classifications.map((attempt) => (
          <li key={attempt.id} className="wrap-anywhere">
            {attemptWords(attempt)} · <TimeAgo at={attempt.createdAt} />
          </li>
        ))}
      </ol>
    </details>
  );
}

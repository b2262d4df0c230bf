import { Inbox } from 'lucide-react';
import Link from 'next/link';
import type { Unfiled } from '../../trpc/client.ts';
import { TimeAgo } from '../../ui/time.tsx';
import { listItemAttribute } from '../../ui/use-list-focus.ts';
import { Snippet } from './snippet.tsx';

/** Thoughts that fit and lie in no drawer yet: found all the same, and filed in the inbox. */
export function UnfiledThoughts({ thoughts }: { thoughts: readonly Unfiled[] }) {
  return (
    <ul aria-label="Not filed yet" className="divide-y divide-line">
      {thoughts.map(({ entryId, snippet, createdAt }) => (
        <li key={entryId}>
          <Link
            href="/"
            {...{ [listItemAttribute]: '' }}
            className="-mx-3 block rounded-lg px-3 py-3 hover:bg-well sm:-mx-4 sm:px-4"
          >
            <p dir="auto" className="font-serif text-lg leading-snug wrap-anywhere">
              <Snippet text={snippet} />
            </p>
            <p className="mt-1 flex items-center gap-1.5 text-xs text-faint">
              <Inbox className="size-3.5 text-review" aria-hidden="true" />
              In the inbox, not filed yet
              <span className="ml-auto">
                <TimeAgo at={createdAt} />
              </span>
            </p>
          </Link>
        </li>
      ))}
    </ul>
  );
}

import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { DigestView } from '../../trpc/client.ts';
import { listItemAttribute, useListFocus } from '../../ui/use-list-focus.ts';
import { useViewer } from '../account/viewer.ts';
import { isCaughtUp, periodTitle, weekDays } from './period.ts';

/** Digests of former days or weeks, the newest period first, each with a page of its own. */
export function DigestList({ digests }: { digests: readonly DigestView[] }) {
  const { timezone } = useViewer();
  const listFocus = useListFocus<HTMLUListElement>();
  const byPeriod = digests.toSorted((a, b) => (a.periodKey < b.periodKey ? 1 : -1));
  return (
    <section aria-labelledby="earlier" className="mt-12">
      <h2 id="earlier" className="mb-1 text-sm font-medium text-faint">
        Earlier
      </h2>
      <ul {...listFocus} className="divide-y divide-line">
        {byPeriod.map((digest) => (
          <li key={digest.id}>
            <Link
              href={`/digest/${digest.id}`}
              {...{ [listItemAttribute]: '' }}
              className="-mx-3 flex items-center justify-between gap-4 rounded-lg px-3 py-3 hover:bg-well sm:-mx-4 sm:px-4"
            >
              <span className="font-serif text-lg">{periodTitle(digest)}</span>
              <span className="flex items-center gap-2 text-right text-xs text-faint">
                {digest.kind === 'weekly' ? weekDays(digest.periodKey) : null}
                {isCaughtUp(digest, timezone) ? 'caught up later' : null}
                <ChevronRight className="icon" aria-hidden="true" />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

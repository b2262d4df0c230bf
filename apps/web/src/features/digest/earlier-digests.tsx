import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { DigestView } from '../../trpc/client.ts';
import { periodTitle } from './period.ts';

/** Digests of former days and weeks, each with a page of its own. */
export function EarlierDigests({ digests }: { digests: readonly DigestView[] }) {
  return (
    <section aria-labelledby="earlier" className="mt-12">
      <h2 id="earlier" className="mb-1 text-sm font-medium text-faint">
        Earlier
      </h2>
      <ul className="divide-y divide-line">
        {digests.map((digest) => (
          <li key={digest.id}>
            <Link
              href={`/digest/${digest.id}`}
              className="-mx-3 flex items-center justify-between gap-4 rounded-lg px-3 py-3 hover:bg-well sm:-mx-4 sm:px-4"
            >
              <span className="font-serif text-lg">{periodTitle(digest)}</span>
              <span className="flex items-center gap-2 text-xs text-faint">
                {digest.kind === 'weekly' ? 'Weekly review' : 'Daily digest'}
                <ChevronRight className="icon" aria-hidden="true" />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

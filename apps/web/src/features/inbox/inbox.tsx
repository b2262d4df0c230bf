import { Feather } from 'lucide-react';
import { useState } from 'react';
import { explain } from '../../trpc/explain.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { useListFocus } from '../../ui/use-list-focus.ts';
import { usePendingThoughts } from '../capture/capture-provider.tsx';
import { InboxItem } from './inbox-item.tsx';
import { PendingItem } from './pending-item.tsx';
import { identityOf } from './sent-entries.ts';
import { useDues } from './use-dues.ts';
import { useFix, useRetry } from './use-fix.ts';
import { useInbox } from './use-inbox.ts';

/** Everything captured, newest first, with what is still on its way on top. */
export function Inbox({ onEditThought }: { onEditThought: (text: string) => void }) {
  const inbox = useInbox();
  const pending = usePendingThoughts();
  const entries = inbox.data?.pages.flatMap((page) => page.items) ?? [];
  const dues = useDues(entries);
  const fix = useFix();
  const { retry } = useRetry();
  const [current, setCurrent] = useState<string | null>(null);
  const listFocus = useListFocus<HTMLUListElement>();

  const known = new Set(entries.map(identityOf));
  const unsent = pending.filter((thought) => !known.has(thought.key)).reverse();
  const tabStop = entries.some((entry) => entry.id === current) ? current : entries[0]?.id;

  return (
    <section aria-label="Inbox">
      {inbox.isError && inbox.data === undefined ? (
        <ErrorState message={explain(inbox.error)} onRetry={() => void inbox.refetch()} />
      ) : null}
      {inbox.isPending ? <SkeletonRows label="Loading the inbox" /> : null}
      {inbox.isSuccess && entries.length + unsent.length === 0 ? <FirstThoughts /> : null}
      {entries.length + unsent.length > 0 ? (
        <ul {...listFocus} className="space-y-2">
          {unsent.map((thought) => (
            <PendingItem key={thought.key} thought={thought} onEdit={onEditThought} />
          ))}
          {entries.map((entry) => (
            <InboxItem
              key={identityOf(entry)}
              entry={entry}
              due={entry.recordId ? dues.get(entry.recordId) : undefined}
              tabbable={entry.id === tabStop}
              onFocus={setCurrent}
              onFix={fix}
              onRetry={retry}
            />
          ))}
        </ul>
      ) : null}
      {inbox.hasNextPage ? (
        <Button
          className="mt-6 w-full"
          busy={inbox.isFetchingNextPage}
          onClick={() => void inbox.fetchNextPage()}
        >
          Show older thoughts
        </Button>
      ) : null}
    </section>
  );
}

function FirstThoughts() {
  return (
    <EmptyState icon={Feather} title="Nothing on your mind yet">
      <p>
        Write whatever comes: a person to call, something to finish, an idea, a bill. Ballast files it under
        People, Projects, Ideas or Admin, and brings it back in tomorrow’s digest.
      </p>
      <p className="mt-3">
        Wrong drawer? Select the thought and press <Kbd>1</Kbd> to <Kbd>4</Kbd>.
      </p>
    </EmptyState>
  );
}

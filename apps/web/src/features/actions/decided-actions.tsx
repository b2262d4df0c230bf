import { useState } from 'react';
import { type ProposedAction, trpc } from '../../trpc/client.ts';
import { Filter } from '../../ui/filters.tsx';
import { steadyPages } from '../../ui/live.ts';
import { Loaded, ShowMore } from '../../ui/loaded.tsx';
import { ActionCard } from './action-card.tsx';
import { ActionPart } from './action-part.tsx';
import type { ActionVerbs } from './use-action-verbs.ts';
import { statusWords } from './words.ts';

const decided = ['executed', 'failed', 'rolled_back', 'rejected'] as const;
type Decided = (typeof decided)[number];

const options = decided.map((value) => ({ value, label: statusWords[value].label }));

function isDecided({ status }: ProposedAction): boolean {
  return decided.some((each) => each === status);
}

/** What was done, failed, taken back or rejected, newest first. */
export function DecidedActions({ verbs }: { verbs: ActionVerbs }) {
  const [status, setStatus] = useState<Decided>();
  const actions = trpc.action.list.useInfiniteQuery({ limit: 30, status }, steadyPages);
  return (
    <ActionPart
      title="Earlier"
      aside={
        <Filter label="Show" everything="All of them" value={status} options={options} onChange={setStatus} />
      }
    >
      <Loaded query={actions} label="earlier actions" rows={2}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items).filter(isDecided);
          if (items.length === 0) return <p className="text-sm text-soft">Nothing yet.</p>;
          return (
            <ul aria-label="Earlier" className="space-y-3">
              {items.map((action) => (
                <ActionCard key={action.id} action={action} verbs={verbs} />
              ))}
            </ul>
          );
        }}
      </Loaded>
      <ShowMore query={actions} />
    </ActionPart>
  );
}

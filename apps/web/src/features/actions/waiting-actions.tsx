import { CheckCheck } from 'lucide-react';
import { trpc } from '../../trpc/client.ts';
import { steadily } from '../../ui/live.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { ActionCard } from './action-card.tsx';
import { ActionPart } from './action-part.tsx';
import type { ActionVerbs } from './use-action-verbs.ts';

const most = 100;

/** What was proposed and waits for a yes or a no, and what was approved and not done yet. */
export function WaitingActions({ verbs }: { verbs: ActionVerbs }) {
  const proposed = trpc.action.list.useQuery({ status: 'proposed', limit: most }, steadily);
  const approved = trpc.action.list.useQuery({ status: 'approved', limit: most }, steadily);
  return (
    <ActionPart title="Waiting for you">
      <Loaded query={proposed} label="proposed actions" rows={2}>
        {({ items }) => {
          const all = [...(approved.data?.items ?? []), ...items];
          if (all.length === 0) {
            return (
              <EmptyState icon={CheckCheck} title="Nothing waits for you">
                What the AI or a rule thinks worth doing is proposed here first. Nothing of it happens, and
                nothing leaves for the outside, before you say yes.
              </EmptyState>
            );
          }
          return (
            <ul aria-label="Waiting for you" className="space-y-3">
              {all.map((action) => (
                <ActionCard key={action.id} action={action} verbs={verbs} />
              ))}
            </ul>
          );
        }}
      </Loaded>
    </ActionPart>
  );
}

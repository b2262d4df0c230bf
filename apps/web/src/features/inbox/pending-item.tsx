import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { listItemAttribute } from '../../ui/use-list-focus.ts';
import { useCaptureQueue } from '../capture/capture-provider.tsx';
import type { PendingThought } from '../capture/capture-queue.ts';
import { ThoughtText } from './thought-text.tsx';

/** A thought that the server does not have yet: on its way, waiting for the connection, or refused. */
export function PendingItem({
  thought,
  onEdit,
}: {
  thought: PendingThought;
  onEdit: (text: string) => void;
}) {
  const queue = useCaptureQueue();
  const take = () => queue?.take(thought.key);
  return (
    <li
      {...{ [listItemAttribute]: '' }}
      tabIndex={-1}
      className="-mx-3 animate-settle rounded-lg px-3 py-4 sm:-mx-4 sm:px-4"
    >
      <ThoughtText text={thought.text} muted />
      <div className="mt-2 flex min-h-6 flex-wrap items-center gap-x-3 gap-y-1.5 text-xs text-faint">
        {thought.state === 'sending' ? <Badge tint="bg-well text-soft">Sending…</Badge> : null}
        {thought.state === 'waiting' ? (
          <>
            <Badge tint="bg-review-tint text-review">Waiting to be sent</Badge>
            {thought.why ? <span>{thought.why}</span> : null}
          </>
        ) : null}
        {thought.state === 'refused' ? (
          <>
            <Badge tint="bg-danger-tint text-danger">Not accepted</Badge>
            <span className="text-sm text-ink">{thought.why}</span>
            <span className="ml-auto flex gap-1">
              <Button size="sm" look="plain" onClick={() => onEdit(take() ?? thought.text)}>
                Edit
              </Button>
              <Button size="sm" look="plain" onClick={take}>
                Discard
              </Button>
            </span>
          </>
        ) : null}
      </div>
    </li>
  );
}

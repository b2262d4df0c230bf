import { CloudOff } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { useCaptureQueue, usePendingThoughts } from './capture-provider.tsx';

/** Says how many thoughts are still only in this browser. Silent while all goes well. */
export function UnsentNotice() {
  const queue = useCaptureQueue();
  const stuck = usePendingThoughts().filter((thought) => thought.why !== null && thought.state !== 'refused');
  return (
    <div role="status">
      {stuck.length > 0 ? (
        <div className="mt-3 flex items-center gap-3 rounded-lg bg-review-tint px-4 py-2 text-sm">
          <CloudOff className="icon text-review" aria-hidden="true" />
          <span className="min-w-0 flex-1">
            <strong className="font-medium">
              {stuck.length === 1
                ? '1 thought waiting to be sent'
                : `${stuck.length} thoughts waiting to be sent`}
            </strong>
            . Kept in this browser, sent as soon as it works.
          </span>
          <Button size="sm" look="plain" className="shrink-0" onClick={() => queue?.retryNow()}>
            Send now
          </Button>
        </div>
      ) : null}
    </div>
  );
}

import type { ProposedAction } from '../../trpc/client.ts';
import { TimeAgo } from '../../ui/time.tsx';
import { statusWords, whoWords } from './words.ts';

/** Every change of an action's state: what, by whom, when. */
export function AuditTrail({ action }: { action: ProposedAction }) {
  return (
    <details className="group mt-3 text-sm">
      <summary className="w-fit cursor-pointer rounded text-xs text-faint underline-offset-2 hover:text-ink hover:underline">
        How it came to this
      </summary>
      <ol aria-label="Changes of state" className="mt-2 space-y-1 border-l border-line pl-3">
        {action.audit.map((entry, index) => (
          <li key={index} className="flex flex-wrap gap-x-2 text-soft">
            <span className="font-medium text-ink">{statusWords[entry.to].label}</span>
            <span>by {whoWords(entry.by)}</span>
            <span className="text-faint">
              <TimeAgo at={entry.at} />
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

import { CalendarClock } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { type Period, periodTitle } from './period.ts';

/** Says that the digest before this one was missed, and offers to write it now. Older ones are let go. */
export function MissedNotice(props: { period: Period; busy: boolean; onWrite: () => void }) {
  const { period, busy, onWrite } = props;
  const title = periodTitle(period);
  return (
    <div role="status" className="mb-6 flex items-center gap-3 rounded-lg bg-review-tint px-4 py-2.5 text-sm">
      <CalendarClock className="icon text-review" aria-hidden="true" />
      <span className="min-w-0 flex-1">
        {period.kind === 'daily'
          ? `The digest of ${title} was missed. The next one tells what came since the last.`
          : `The review of ${title} was missed. It is caught up on by itself at the next run.`}
      </span>
      <Button size="sm" className="shrink-0" busy={busy} onClick={onWrite}>
        Write it now
      </Button>
    </div>
  );
}

import { useViewer } from '../features/account/viewer.ts';
import { cx } from './class-names.ts';
import { absoluteTime, dueWords, relativeTime } from './dates.ts';
import { useNow } from './use-now.ts';

/** How long ago something was; the full time on hovering. */
export function TimeAgo({ at }: { at: string }) {
  const now = useNow();
  const { timezone } = useViewer();
  const instantMs = Date.parse(at);
  return (
    <time dateTime={at} title={absoluteTime(instantMs, timezone)} className="whitespace-nowrap">
      {relativeTime(instantMs, now, timezone)}
    </time>
  );
}

/** Until when something is out of sight. */
export function Until({ at }: { at: string }) {
  const now = useNow();
  const { timezone } = useViewer();
  const { label } = dueWords({ dueAt: at, dueAllDay: false }, now, timezone);
  return (
    <time
      dateTime={at}
      title={absoluteTime(Date.parse(at), timezone)}
      className="whitespace-nowrap text-xs font-medium text-soft"
    >
      Back {label}
    </time>
  );
}

/** When something is due; overdue in words as well as in colour. Nothing pressing about what is done. */
export function DueDate({
  dueAt,
  dueAllDay,
  settled = false,
}: {
  dueAt: string;
  dueAllDay: boolean;
  settled?: boolean;
}) {
  const now = useNow();
  const { timezone } = useViewer();
  const { label, overdue, pressing } = dueWords({ dueAt, dueAllDay }, now, timezone);
  return (
    <time
      dateTime={dueAt}
      title={absoluteTime(Date.parse(dueAt), timezone)}
      className={cx(
        'whitespace-nowrap text-xs font-medium',
        settled ? 'text-faint' : overdue ? 'text-danger' : pressing ? 'text-accent' : 'text-soft',
      )}
    >
      {overdue && !settled ? `Overdue: ${label}` : `Due ${label}`}
    </time>
  );
}

import { absoluteTime, dueWords } from '../../ui/dates.ts';
import { useNow } from '../../ui/use-now.ts';
import { useViewer } from '../account/viewer.ts';

/** When a workflow runs next: `Tomorrow 09:00`. */
export function NextRun({ at }: { at: string }) {
  const { timezone } = useViewer();
  const { label } = dueWords({ dueAt: at, dueAllDay: false }, useNow(), timezone);
  return (
    <time dateTime={at} title={absoluteTime(Date.parse(at), timezone)} className="whitespace-nowrap">
      {label}
    </time>
  );
}

import { timeOf } from '../../ui/dates.ts';
import { counted } from '../../ui/format.ts';
import { useNow } from '../../ui/use-now.ts';
import { useViewer } from '../account/viewer.ts';
import { hourly, shownHours } from './hourly.ts';

const barWidth = 10;
const gap = 2;
const height = 40;

/** Failed calls by the hour, over the last day. Nothing at all is said in words instead of drawn. */
export function FailuresChart({
  failing,
}: {
  failing: readonly { readonly hour: string; readonly failures: number }[];
}) {
  const now = useNow();
  const { timezone } = useViewer();
  const hours = hourly(failing, now);
  const total = hours.reduce((sum, { failures }) => sum + failures, 0);
  if (total === 0) return <p className="text-sm text-faint">No failures in the last {shownHours} hours.</p>;
  const worst = hours.reduce((most, hour) => (hour.failures > most.failures ? hour : most));
  const summary =
    `${counted(total, 'failed call')} in the last ${shownHours} hours, ` +
    `most (${worst.failures}) in the hour from ${timeOf(worst.startMs, timezone)}`;
  return (
    <figure>
      <svg
        viewBox={`0 0 ${shownHours * (barWidth + gap) - gap} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={summary}
        className="h-12 w-full"
      >
        {hours.map(({ startMs, failures }, index) => {
          const tall = failures === 0 ? 2 : Math.max(4, (failures / worst.failures) * height);
          return (
            <rect
              key={startMs}
              x={index * (barWidth + gap)}
              y={height - tall}
              width={barWidth}
              height={tall}
              className={failures === 0 ? 'fill-line' : 'fill-danger'}
            />
          );
        })}
      </svg>
      <figcaption className="mt-1 flex justify-between text-2xs text-faint" aria-hidden="true">
        <span>{shownHours} h ago</span>
        <span>{counted(total, 'failure')}</span>
        <span>now</span>
      </figcaption>
    </figure>
  );
}

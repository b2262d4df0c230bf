import Link from 'next/link';
import { toast } from 'sonner';
import { type Found, trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { Button } from '../../ui/button.tsx';
import { dayOf, instantOf, shortDay } from '../../ui/dates.ts';
import { useNow } from '../../ui/use-now.ts';
import { useViewer } from '../account/viewer.ts';
import { lookOf } from '../categories/categories.ts';
import { canBeDone } from '../records/filters.ts';
import { recordAddress } from '../records/record-address.ts';
import { dayAfter, morning } from '../records/snooze-choices.ts';
import { useRecordActions } from '../records/use-record-actions.ts';

type Kind = 'finish' | 'archive' | 'snooze';

const shown = 3;

/** The records a command may mean, each with the button that does it; what is done can be taken back. */
export function TargetOffers(props: {
  kind: Kind;
  target: string;
  day: string | undefined;
  onDone: () => void;
}) {
  const { kind, target, day, onDone } = props;
  const { timezone } = useViewer();
  const now = useNow();
  const utils = trpc.useUtils();
  const actions = useRecordActions('open');
  const { data, error } = trpc.search.query.useQuery({ query: target, limit: shown });
  const until = day !== undefined && day > dayOf(now, timezone) ? day : dayAfter(now, 1, timezone);
  const untilMs = instantOf(until, morning, timezone);
  const verb =
    kind === 'finish'
      ? 'Mark as done'
      : kind === 'archive'
        ? 'Archive'
        : `Snooze until ${shortDay(untilMs, now, timezone)}`;

  const act = async ({ recordId }: Found) => {
    try {
      const { record } = await utils.client.record.get.query({ id: recordId });
      if (kind === 'finish') actions.toggleDone(record);
      else if (kind === 'archive') actions.archive(record);
      else actions.snooze(record, untilMs);
      onDone();
    } catch (thrown) {
      toast.error(`Nothing was changed. ${explain(thrown)}`);
    }
  };

  if (error && !data) return <p className="text-sm text-danger">{explain(error)}</p>;
  if (!data) return <p className="animate-breathe text-sm text-soft">Looking for what is meant…</p>;
  const meant = data.items.filter(
    ({ category, status }) => status !== 'done' && (kind !== 'finish' || canBeDone[category]),
  );
  if (meant.length === 0) {
    return <p className="text-sm text-soft">Nothing you have kept fits “{target}”.</p>;
  }
  return (
    <ul aria-label="Offers" className="divide-y divide-line">
      {meant.map((item) => (
        <li key={item.recordId} className="flex items-center gap-3 py-2">
          <p className="min-w-0 flex-1 wrap-anywhere">
            <Link
              href={recordAddress(item.recordId)}
              dir="auto"
              className="mr-2 font-serif text-lg leading-snug underline-offset-3 hover:underline"
            >
              {item.title}
            </Link>
            <span className="text-xs text-faint">{lookOf(item.category).label}</span>
          </p>
          <Button
            size="sm"
            className="shrink-0"
            aria-label={`${verb}: ${item.title}`}
            onClick={() => void act(item)}
          >
            {verb}
          </Button>
        </li>
      ))}
    </ul>
  );
}

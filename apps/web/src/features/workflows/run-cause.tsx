import Link from 'next/link';
import type { Execution } from '../../trpc/client.ts';
import { trpc } from '../../trpc/client.ts';
import { absoluteTime } from '../../ui/dates.ts';
import { useViewer } from '../account/viewer.ts';

/** What set a run off, in words. */
export function RunCause({ run }: { run: Execution }) {
  const { timezone } = useViewer();
  const facts = typeof run.trigger === 'object' && run.trigger !== null ? { ...run.trigger } : {};
  const { type, itemId, at } = facts as Readonly<Record<string, unknown>>;
  const item = typeof itemId === 'string' ? <ItemLink id={itemId} /> : 'an item';
  switch (type) {
    case 'item_created':
      return <>Because {item} was filed</>;
    case 'item_updated':
      return <>Because {item} changed</>;
    case 'status_changed':
      return <>Because {item} was done, reopened or put away</>;
    case 'scheduled':
      return (
        <>By its schedule{typeof at === 'string' ? `, for ${absoluteTime(Date.parse(at), timezone)}` : ''}</>
      );
    default:
      return <>By hand{typeof itemId === 'string' ? <> for {item}</> : null}</>;
  }
}

/** The record with its name, while it is there. */
function ItemLink({ id }: { id: string }) {
  const { data } = trpc.record.get.useQuery({ id }, { staleTime: 60_000 });
  if (!data) return 'an item';
  return (
    <Link href={`/records/${id}`} className="font-medium text-ink underline underline-offset-2" dir="auto">
      {data.record.title}
    </Link>
  );
}

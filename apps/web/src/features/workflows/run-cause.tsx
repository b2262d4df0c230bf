import Link from 'next/link';
import type { Execution } from '../../trpc/client.ts';
import { absoluteTime } from '../../ui/dates.ts';
import { useViewer } from '../account/viewer.ts';

/** What set a run off, in words. */
export function RunCause({ run }: { run: Execution }) {
  const { timezone } = useViewer();
  const facts = typeof run.trigger === 'object' && run.trigger !== null ? { ...run.trigger } : {};
  const { type, at } = facts as Readonly<Record<string, unknown>>;
  const item = <ItemLink item={run.item} />;
  switch (type) {
    case 'item_created':
      return <>{item} was filed</>;
    case 'item_updated':
      return <>{item} changed</>;
    case 'status_changed':
      return <>{item} changed its status</>;
    case 'scheduled':
      return (
        <>By its schedule{typeof at === 'string' ? `, for ${absoluteTime(Date.parse(at), timezone)}` : ''}</>
      );
    default:
      return run.item ? <>By hand, for {item}</> : 'By hand';
  }
}

/** The record with its name, while it is there. */
function ItemLink({ item }: { item: Execution['item'] }) {
  if (item === null) return 'A record that is gone';
  return (
    <Link
      href={`/records/${item.id}`}
      className="font-medium text-ink underline-offset-2 hover:underline"
      dir="auto"
    >
      {item.title}
    </Link>
  );
}

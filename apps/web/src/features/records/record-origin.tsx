import { trpc } from '../../trpc/client.ts';
import { TimeAgo } from '../../ui/time.tsx';

/** The thoughts a record came from, as they were written. */
export function RecordOrigin({ id }: { id: string }) {
  const { data } = trpc.record.get.useQuery({ id });
  if (!data || data.entries.length === 0) return null;
  return (
    <section aria-label="Where it came from" className="border-t border-line pt-4 text-sm">
      <h3 className="text-faint">{data.entries.length === 1 ? 'From your thought' : 'From your thoughts'}</h3>
      <ul className="mt-2 space-y-2">
        {data.entries.map((entry) => (
          <li key={entry.id}>
            <p dir="auto" className="line-clamp-4 font-serif text-base wrap-anywhere whitespace-pre-wrap">
              {entry.text}
            </p>
            <p className="text-xs text-faint">
              <TimeAgo at={entry.createdAt} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

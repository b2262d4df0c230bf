import { toast } from 'sonner';
import { trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { Button } from '../../ui/button.tsx';
import { steadily } from '../../ui/live.ts';
import { TimeAgo } from '../../ui/time.tsx';
import { dependencyName } from '../operations/words.ts';

/** What came in from elsewhere and could not be filed yet, each with a way to try it now. Nothing to say: nothing shown. */
export function NotKeptYet() {
  const utils = trpc.useUtils();
  const waiting = trpc.inbound.waiting.useQuery(undefined, steadily);
  const retry = trpc.inbound.retry.useMutation({ onSettled: () => utils.inbound.invalidate() });
  const items = waiting.data?.items ?? [];
  if (items.length === 0) return null;
  const tryNow = async (id: string) => {
    try {
      await retry.mutateAsync({ id });
      toast('It is tried again now');
    } catch (error) {
      toast.error(explain(error));
    }
  };
  return (
    <section aria-labelledby="not-kept-yet" className="mb-6 rounded-card bg-review-tint p-4 sm:p-5">
      <h2 id="not-kept-yet" className="font-serif text-xl">
        Came in, not filed yet
      </h2>
      <p className="mt-1 text-sm text-soft">Nothing here is lost: it is tried again by itself for hours.</p>
      <ul className="mt-3 divide-y divide-line">
        {items.map(({ id, vendor, text, receivedAt }) => (
          <li key={id} className="flex items-start justify-between gap-4 py-3">
            <div className="min-w-0">
              <p className="line-clamp-3 wrap-anywhere">{text}</p>
              <p className="mt-0.5 text-xs text-soft">
                From {dependencyName(vendor)}, <TimeAgo at={receivedAt} />
              </p>
            </div>
            <Button
              size="sm"
              busy={retry.isPending && retry.variables.id === id}
              onClick={() => void tryNow(id)}
            >
              Try now
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

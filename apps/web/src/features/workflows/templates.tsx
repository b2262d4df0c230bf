import Link from 'next/link';
import { trpc } from '../../trpc/client.ts';

/** Workflows to start from. */
export function Templates() {
  const { data } = trpc.workflow.templates.useQuery(undefined, { staleTime: Number.POSITIVE_INFINITY });
  if (!data) return null;
  return (
    <section aria-labelledby="templates" className="mt-10">
      <h2 id="templates" className="font-serif text-xl">
        Start from one of these
      </h2>
      <ul className="mt-4 grid gap-3 sm:grid-cols-3">
        {data.items.map(({ id, name, description }) => (
          <li
            key={id}
            className="relative flex flex-col rounded-card border border-line p-4 hover:border-edge"
          >
            <h3 className="font-medium">
              <Link href={`/workflows/new?template=${id}`} className="after:absolute after:inset-0">
                {name}
              </Link>
            </h3>
            <p className="mt-1 text-sm text-soft">{description}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

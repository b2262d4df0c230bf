import { type ServiceHealth as Health, trpc } from '../../trpc/client.ts';
import { steadily } from '../../ui/live.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { dependencyName } from '../operations/words.ts';
import { ConnectionCard } from './connection-card.tsx';
import { NotKeptYet } from './not-kept-yet.tsx';
import { ServiceHealth } from './service-health.tsx';

/** Every service that can be connected, and how the AI's providers answer. */
export function Connections() {
  const health = trpc.integration.health.useQuery(undefined, steadily);
  return (
    <Loaded query={health} label="connections" rows={4}>
      {({ integrations, dependencies }) => (
        <>
          <NotKeptYet />
          <ul className="space-y-4">
            {integrations.map((connection) => (
              <ConnectionCard
                key={connection.vendor}
                connection={connection}
                health={dependencies.find(({ dependency }) => dependency === connection.vendor)}
              />
            ))}
          </ul>
          <Providers items={dependencies.filter(({ kind }) => kind === 'ai')} />
        </>
      )}
    </Loaded>
  );
}

/** The providers of AI that were asked for this person; who is asked is set where Ballast is installed. */
function Providers({ items }: { items: readonly Health[] }) {
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="providers" className="mt-10">
      <h2 id="providers" className="font-serif text-xl">
        AI
      </h2>
      <p className="mt-1 text-sm text-soft">
        Files your thoughts and writes your digests. When none of them answers, rules on this machine do, and
        it is done again later.
      </p>
      <ul className="mt-4 space-y-4">
        {items.map((item) => (
          <li key={item.dependency} className="rounded-card border border-line bg-sheet p-4 sm:p-5">
            <h3 className="mb-3 font-medium">{dependencyName(item.dependency)}</h3>
            <ServiceHealth health={item} />
          </li>
        ))}
      </ul>
    </section>
  );
}

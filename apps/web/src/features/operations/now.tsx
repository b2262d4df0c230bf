import { trpc } from '../../trpc/client.ts';
import { quickly, steadily } from '../../ui/live.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Dependencies } from './dependencies.tsx';
import { Panel } from './panel.tsx';
import { Policies } from './policies.tsx';
import { Pool } from './pool.tsx';
import { Targets } from './targets.tsx';

/** How the service stands right now. */
export function Now() {
  const overview = trpc.reliability.overview.useQuery(undefined, steadily);
  const breakers = trpc.reliability.breakers.useQuery(undefined, quickly);
  const pool = trpc.reliability.pool.useQuery(undefined, quickly);
  const policies = trpc.reliability.policies.useQuery();
  return (
    <>
      <Panel title="Targets" intro="What this service is held to, counted over the last 24 hours.">
        <Loaded query={overview} label="targets">
          {({ targets }) => <Targets targets={targets} />}
        </Loaded>
      </Panel>
      <Panel
        title="Dependencies"
        intro="A service that keeps failing is left alone for a while: nobody waits for it in vain."
      >
        <Loaded query={breakers} label="dependencies">
          {({ items }) => <Dependencies items={items} />}
        </Loaded>
      </Panel>
      <Panel
        title="Database connections"
        intro="Of the process that answered, as it stands and over the last minutes."
      >
        <Loaded query={pool} label="the pool">
          {(data) => <Pool pool={data} atMs={pool.dataUpdatedAt} />}
        </Loaded>
      </Panel>
      <Panel title="Timeouts and retries" intro="In force in this process, from its environment.">
        <Loaded query={policies} label="policies">
          {({ items }) => <Policies items={items} />}
        </Loaded>
      </Panel>
    </>
  );
}

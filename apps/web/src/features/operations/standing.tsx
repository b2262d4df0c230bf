import { trpc } from '../../trpc/client.ts';
import { quickly, steadily } from '../../ui/live.ts';
import { headline } from './headline.ts';

/** How things stand, in a sentence that changes with them; read out when it does. */
export function Standing() {
  const { data: overview } = trpc.reliability.overview.useQuery(undefined, steadily);
  const { data: breakers } = trpc.reliability.breakers.useQuery(undefined, quickly);
  return (
    <span aria-live="polite">
      {overview && breakers ? headline(overview.targets, breakers.items) : 'Asking how things stand…'}
    </span>
  );
}

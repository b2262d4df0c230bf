import { trpc } from '../../trpc/client.ts';

const calmMs = 15_000;

/** How much waits for the person's word: actions to decide and messages of unknown outcome. */
export function useWaiting(): number {
  const { data } = trpc.action.waiting.useQuery(undefined, {
    refetchInterval: calmMs,
    refetchIntervalInBackground: false,
  });
  return data ? data.actions + data.messages : 0;
}

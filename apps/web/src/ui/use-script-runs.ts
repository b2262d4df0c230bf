import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** False in the page as the server wrote it, true once its script has taken over. */
export function useScriptRuns(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

import { useCallback } from 'react';
import { toast } from 'sonner';
import { accounts } from './accounts-client.ts';

/** Ends this session and leaves. */
export function useSignOut(): () => Promise<void> {
  return useCallback(async () => {
    try {
      await accounts.signOut();
      window.location.assign('/sign-in');
    } catch (error) {
      toast.error(error instanceof Error ? error.message : 'You are still signed in. Try again.');
    }
  }, []);
}

import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '../../ui/button.tsx';
import { accounts } from '../account/accounts-client.ts';

/** Ends every session of the account, on this and all other devices. */
export function Sessions() {
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    try {
      await accounts.signOutEverywhere();
      window.location.assign('/sign-in');
    } catch (error) {
      toast.error(error instanceof Error ? error.message : 'You are still signed in. Try again.');
      setBusy(false);
    }
  };
  return (
    <Button busy={busy} onClick={() => void leave()}>
      Sign out everywhere
    </Button>
  );
}

import { useState } from 'react';
import { trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { Button, SubmitButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormError } from '../account/form-error.tsx';
import { useSubmit } from '../account/use-submit.ts';
import { useViewer } from '../account/viewer.ts';

/** Deletes the account, once its e-mail address was typed again. */
export function DeleteAccount() {
  const { email } = useViewer();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const remove = trpc.account.delete.useMutation();
  const { busy, error, onSubmit } = useSubmit(async () => {
    try {
      await remove.mutateAsync({ confirmEmail: typed });
    } catch (thrown) {
      throw new Error(explain(thrown));
    }
    // A whole page load: nothing of the account stays in memory.
    window.location.assign('/sign-up');
  });
  const matches = typed.trim().toLowerCase() === email.toLowerCase();
  const change = (next: boolean) => {
    setTyped('');
    setOpen(next);
  };
  return (
    <>
      <Button look="danger" onClick={() => change(true)}>
        Delete account
      </Button>
      <Dialog
        open={open}
        onOpenChange={change}
        title="Delete your account?"
        description={
          <>
            All you keep here is removed and can’t be brought back. To go on, type{' '}
            <strong className="font-medium text-ink wrap-anywhere">{email}</strong>.
          </>
        }
      >
        <form onSubmit={onSubmit} className="space-y-4">
          <TextField
            label="Email of this account"
            type="email"
            value={typed}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
          <FormError message={error} />
          <div className="flex justify-end gap-2">
            <Button onClick={() => change(false)}>Keep it</Button>
            <SubmitButton look="danger" busy={busy} disabled={!matches}>
              Delete for good
            </SubmitButton>
          </div>
        </form>
      </Dialog>
    </>
  );
}

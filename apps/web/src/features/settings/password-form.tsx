import { useRef } from 'react';
import { toast } from 'sonner';
import { SubmitButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { accounts } from '../account/accounts-client.ts';
import { FormError } from '../account/form-error.tsx';
import { fieldOf, useSubmit } from '../account/use-submit.ts';

/** A new password; other sessions end with the old one. */
export function PasswordForm() {
  const form = useRef<HTMLFormElement>(null);
  const { busy, error, onSubmit } = useSubmit(async (fields) => {
    await accounts.changePassword({
      currentPassword: fieldOf(fields, 'currentPassword'),
      newPassword: fieldOf(fields, 'newPassword'),
    });
    form.current?.reset();
    toast('Password changed');
  });
  return (
    <form ref={form} onSubmit={onSubmit} className="space-y-4">
      <TextField
        label="Present password"
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        required
      />
      <TextField
        label="New password"
        name="newPassword"
        type="password"
        autoComplete="new-password"
        required
        minLength={8}
        maxLength={128}
        hint="At least 8 characters."
      />
      <FormError message={error} />
      <SubmitButton busy={busy}>Change password</SubmitButton>
    </form>
  );
}

import Link from 'next/link';
import { useRouter } from 'next/router';
import { AccountsError, accounts } from '../features/account/accounts-client.ts';
import { enter } from '../features/account/enter.ts';
import { EntryPage } from '../features/account/entry-page.tsx';
import { FormError } from '../features/account/form-error.tsx';
import { fieldOf, useSubmit } from '../features/account/use-submit.ts';
import { forVisitor } from '../server/viewer.ts';
import { SubmitButton } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';

export { forVisitor as getServerSideProps };

async function signUp(fields: FormData): Promise<void> {
  const account = {
    name: fieldOf(fields, 'name').trim(),
    email: fieldOf(fields, 'email').trim(),
    password: fieldOf(fields, 'password'),
  };
  const { timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions();
  try {
    await accounts.signUp({ ...account, timezone });
  } catch (error) {
    // A zone newer than the server's list must not keep anybody out: settings can correct it later.
    if (!(error instanceof AccountsError && /time ?zone/i.test(error.message))) throw error;
    await accounts.signUp(account);
  }
}

export default function SignUpPage() {
  const { query } = useRouter();
  const { busy, error, onSubmit } = useSubmit(async (fields) => {
    await signUp(fields);
    enter(query['next']);
  });
  return (
    <EntryPage
      title="Create your account"
      footer={
        <>
          Have one already?{' '}
          <Link href={{ pathname: '/sign-in', query }} className="text-accent underline underline-offset-3">
            Sign in
          </Link>
        </>
      }
    >
      <form onSubmit={onSubmit} className="mt-6 space-y-4">
        <TextField label="Name" name="name" autoComplete="name" required maxLength={100} autoFocus />
        <TextField label="Email" name="email" type="email" autoComplete="email" required />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          required
          minLength={8}
          maxLength={128}
          hint="At least 8 characters."
        />
        <FormError message={error} />
        <SubmitButton look="primary" className="w-full" busy={busy}>
          Create account
        </SubmitButton>
      </form>
    </EntryPage>
  );
}

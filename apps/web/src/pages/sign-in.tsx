import Link from 'next/link';
import { useRouter } from 'next/router';
import { accounts } from '../features/account/accounts-client.ts';
import { enter } from '../features/account/enter.ts';
import { EntryPage } from '../features/account/entry-page.tsx';
import { FormError } from '../features/account/form-error.tsx';
import { fieldOf, useSubmit } from '../features/account/use-submit.ts';
import { forVisitor } from '../server/viewer.ts';
import { SubmitButton } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';

export { forVisitor as getServerSideProps };

export default function SignInPage() {
  const { query } = useRouter();
  const { busy, error, onSubmit } = useSubmit(async (fields) => {
    await accounts.signIn({ email: fieldOf(fields, 'email').trim(), password: fieldOf(fields, 'password') });
    enter(query['next']);
  });
  return (
    <EntryPage
      title="Welcome back"
      footer={
        <>
          New here?{' '}
          <Link href={{ pathname: '/sign-up', query }} className="text-accent underline underline-offset-3">
            Create an account
          </Link>
        </>
      }
    >
      <form onSubmit={onSubmit} className="mt-6 space-y-4">
        <TextField label="Email" name="email" type="email" autoComplete="email" required autoFocus />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
        <FormError message={error} />
        <SubmitButton look="primary" className="w-full" busy={busy}>
          Sign in
        </SubmitButton>
      </form>
    </EntryPage>
  );
}

import { useRouter } from 'next/router';
import { toast } from 'sonner';
import { trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { SubmitButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormError } from '../account/form-error.tsx';
import { fieldOf, useSubmit } from '../account/use-submit.ts';
import { useViewer } from '../account/viewer.ts';

/** Name and timezone. */
export function ProfileForm() {
  const viewer = useViewer();
  const router = useRouter();
  const update = trpc.account.update.useMutation();
  const { busy, error, onSubmit } = useSubmit(async (fields) => {
    try {
      await update.mutateAsync({ name: fieldOf(fields, 'name'), timezone: fieldOf(fields, 'timezone') });
    } catch (thrown) {
      throw new Error(explain(thrown));
    }
    // The page's own data holds the viewer: ask for it again.
    await router.replace(router.asPath, undefined, { scroll: false });
    toast('Saved');
  });
  return (
    <form onSubmit={onSubmit} className="space-y-4">
      <TextField
        label="Name"
        name="name"
        defaultValue={viewer.name}
        required
        maxLength={100}
        autoComplete="name"
      />
      <TextField
        label="Time zone"
        name="timezone"
        defaultValue={viewer.timezone}
        required
        list="timezones"
        autoComplete="off"
        spellCheck={false}
        hint="Days, weeks and due dates are counted in it."
      />
      <datalist id="timezones">
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <FormError message={error} />
      <SubmitButton busy={busy}>Save</SubmitButton>
    </form>
  );
}

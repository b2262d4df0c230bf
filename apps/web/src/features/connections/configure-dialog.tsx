import type { Connection } from '../../trpc/client.ts';
import { Button, SubmitButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormError } from '../account/form-error.tsx';
import { useSubmit } from '../account/use-submit.ts';
import { configureInputOf } from './connect-input.ts';
import { GmailFields } from './gmail-fields.tsx';
import { SlackFields } from './slack-fields.tsx';
import type { useConnection } from './use-connection.ts';

/** Whether there is anything to choose about a connection beside its credentials. */
export function isConfigurable({ vendor }: Connection): boolean {
  return vendor === 'slack' || vendor === 'gmail';
}

/** Where a person changes what they decided about a connection, without giving its credentials again. */
export function ConfigureDialog(props: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  connection: Connection;
  configure: ReturnType<typeof useConnection>['configure'];
}) {
  const { open, onOpenChange, connection, configure } = props;
  const { vendor, name, settings } = connection;
  const { busy, error, onSubmit } = useSubmit(async (fields) => {
    const input = configureInputOf(vendor, fields);
    if (input) await configure(input);
    onOpenChange(false);
  });
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={`${name}: what is kept`}>
      <form onSubmit={onSubmit} className="space-y-4" aria-label={`What is kept from ${name}`}>
        {vendor === 'slack' ? <SlackFields settings={settings} /> : null}
        {vendor === 'gmail' ? <GmailFields settings={settings} /> : null}
        <FormError message={error} />
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <SubmitButton look="primary" busy={busy}>
            Save
          </SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}

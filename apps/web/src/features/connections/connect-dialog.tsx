import type { Connection } from '../../trpc/client.ts';
import { Button, SubmitButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormError } from '../account/form-error.tsx';
import { useSubmit } from '../account/use-submit.ts';
import { connectInputOf } from './connect-input.ts';
import { GmailFields } from './gmail-fields.tsx';
import { GoogleConsent, GoogleTokenFields } from './google-fields.tsx';
import { NotionFields } from './notion-fields.tsx';
import { SecretField } from './secret-field.tsx';
import { textSetting } from './setting.ts';
import { SlackFields } from './slack-fields.tsx';
import type { useConnection } from './use-connection.ts';

/** Where a person gives what a connection is made with. Secrets go in here and never come back. */
export function ConnectDialog(props: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  connection: Connection;
  connect: ReturnType<typeof useConnection>['connect'];
}) {
  const { open, onOpenChange, connection, connect } = props;
  const { vendor, name, status } = connection;
  const { busy, error, onSubmit } = useSubmit(async (fields) => {
    await connect(connectInputOf(vendor, fields));
    onOpenChange(false);
  });
  const google = vendor === 'gmail' || vendor === 'google_calendar';
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={status === 'not_connected' ? `Connect ${name}` : `Reconnect ${name}`}
      description="What you enter is checked at the service, then kept encrypted. It is never shown again."
    >
      {google ? <GoogleConsent vendor={vendor} /> : null}
      <form onSubmit={onSubmit} className="space-y-4" aria-label={`Connect ${name}`}>
        <Fields connection={connection} />
        <FormError message={error} />
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <SubmitButton look={google ? 'quiet' : 'primary'} busy={busy}>
            {google ? 'Connect with tokens' : 'Connect'}
          </SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}

function Fields({ connection: { vendor, settings } }: { connection: Connection }) {
  switch (vendor) {
    case 'slack':
      return (
        <>
          <SecretField
            label="Bot token"
            name="token"
            required
            placeholder="xoxb-…"
            hint="Of your own Slack app: OAuth & Permissions, Bot User OAuth Token."
          />
          <SlackFields settings={settings} />
        </>
      );
    case 'notion':
      return <NotionFields settings={settings} />;
    case 'gmail':
      return (
        <>
          <GoogleTokenFields />
          <GmailFields settings={settings} />
        </>
      );
    case 'google_calendar':
      return (
        <>
          <GoogleTokenFields />
          <TextField
            label="Calendar"
            name="calendarId"
            defaultValue={textSetting(settings, 'calendarId')}
            placeholder="Its id"
            autoComplete="off"
            hint="Empty: your main calendar."
          />
        </>
      );
  }
}

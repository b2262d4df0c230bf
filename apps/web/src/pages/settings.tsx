import Link from 'next/link';
import { useViewer } from '../features/account/viewer.ts';
import { AccountData } from '../features/settings/account-data.tsx';
import { ApiKeys } from '../features/settings/api-keys.tsx';
import { DeleteAccount } from '../features/settings/delete-account.tsx';
import { PasswordForm } from '../features/settings/password-form.tsx';
import { ProfileForm } from '../features/settings/profile-form.tsx';
import { Section } from '../features/settings/section.tsx';
import { Sessions } from '../features/settings/sessions.tsx';
import { Page } from '../features/shell/page.tsx';
import { forViewer } from '../server/viewer.ts';
import { buttonClass } from '../ui/button.tsx';

export { forViewer as getServerSideProps };

export default function SettingsPage() {
  const { email } = useViewer();
  return (
    <Page title="Settings" intro={email}>
      <div>
        <Section title="You">
          <ProfileForm />
        </Section>
        <Section
          title="Connections"
          intro="Slack, Notion, Gmail and Google Calendar: connect them, and see how they do."
        >
          <Link href="/settings/integrations" className={buttonClass()}>
            Manage connections
          </Link>
        </Section>
        <Section title="Password" intro="Every other device is signed out with the old one.">
          <PasswordForm />
        </Section>
        <Section title="API keys" intro="For scripts and other apps that capture thoughts in your name.">
          <ApiKeys />
        </Section>
        <Section
          title="Sessions"
          intro="Ends your sessions on this and every other device. API keys keep working."
        >
          <Sessions />
        </Section>
        <Section
          title="Your data"
          intro="Everything you keep here, in one JSON file. Passwords and keys are not in it."
        >
          <AccountData />
        </Section>
        <Section
          title="Delete account"
          intro="Your thoughts, records, digests and keys are removed at once, for good."
        >
          <DeleteAccount />
        </Section>
      </div>
    </Page>
  );
}

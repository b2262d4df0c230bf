import { buttonClass } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { SecretField } from './secret-field.tsx';

/** The way to Google's consent page. A whole page load: it leaves this site. */
export function GoogleConsent({ vendor }: { vendor: 'gmail' | 'google_calendar' }) {
  return (
    <div className="mb-5 border-b border-line pb-5">
      <a
        href={`/api/integrations/google/start?vendor=${vendor}`}
        className={cx(buttonClass('primary'), 'w-full')}
      >
        Continue with Google
      </a>
      <p className="mt-2 text-sm text-faint">Google asks you what Ballast may do, then brings you back.</p>
    </div>
  );
}

/** What a Google service is connected with when somebody brings tokens of their own OAuth client. */
export function GoogleTokenFields() {
  return (
    <>
      <p className="text-sm text-soft">Or with tokens of your own OAuth client:</p>
      <SecretField label="Access token" name="accessToken" required placeholder="ya29.…" />
      <SecretField
        label="Refresh token"
        name="refreshToken"
        placeholder="1//…"
        hint="Without it the connection ends with the access token."
      />
    </>
  );
}

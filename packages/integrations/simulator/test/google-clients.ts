import { calendar, type calendar_v3 } from '@googleapis/calendar';
import { auth, gmail, type gmail_v1 } from '@googleapis/gmail';
import type { Simulator } from '../index.ts';

export type OAuth2Client = InstanceType<typeof auth.OAuth2>;

export const redirectUri = 'http://localhost:3000/api/integrations/google/callback';

/** Google's own OAuth client, pointed at a simulator. */
export function oauth({ url }: Simulator, credentials: OAuth2Client['credentials'] = {}): OAuth2Client {
  const client = new auth.OAuth2({
    clientId: 'client.apps.example',
    clientSecret: 'client-secret',
    redirectUri,
    endpoints: {
      oauth2AuthBaseUrl: `${url}/google/o/oauth2/v2/auth`,
      oauth2TokenUrl: `${url}/google/token`,
      oauth2RevokeUrl: `${url}/google/revoke`,
    },
  });
  client.setCredentials(credentials);
  return client;
}

export function gmailClient(simulator: Simulator, access_token = 'ya29.test'): gmail_v1.Gmail {
  const client = oauth(simulator, { access_token });
  return gmail({ version: 'v1', auth: client, rootUrl: `${simulator.url}/google/`, retry: false });
}

export function calendarClient(simulator: Simulator, access_token = 'ya29.test'): calendar_v3.Calendar {
  const client = oauth(simulator, { access_token });
  // Both packages carry the same OAuth client; their types come from the same place.
  return calendar({ version: 'v3', auth: client, rootUrl: `${simulator.url}/google/`, retry: false });
}

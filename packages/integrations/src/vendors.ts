import { type Runtime, systemRuntime } from '@ballast/reliability';
import { type CalendarClient, createCalendarClient } from './calendar/client.ts';
import type { Door } from './call.ts';
import { createGmailClient, type GmailClient } from './gmail/client.ts';
import { createGoogleOAuth, type GoogleOAuth } from './google/oauth.ts';
import { googleAsk } from './google/request.ts';
import { createGoogleSessions } from './google/session.ts';
import { createNotionClient, type NotionClient } from './notion/client.ts';
import { createSlackClient, type SlackClient } from './slack/client.ts';
import type { VendorEnv } from './vendor-settings.ts';

/** The clients of the vendors that people connect. They hold no credentials: each call brings its own. */
export interface Vendors {
  readonly slack: SlackClient;
  readonly notion: NotionClient;
  readonly gmail: GmailClient;
  readonly calendar: CalendarClient;
  /** Undefined where the environment names no OAuth client: Google can't be connected then. */
  readonly googleOAuth: GoogleOAuth | undefined;
  readonly runtime: Runtime;
}

export interface VendorsOptions {
  readonly door: Door;
  readonly env: VendorEnv;
  readonly runtime?: Runtime;
}

/** Builds the clients. One a process: tokens that were renewed are shared in it. */
export function createVendors({ door, env, runtime = systemRuntime }: VendorsOptions): Vendors {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret } = env;
  const googleOAuth =
    clientId === undefined || clientSecret === undefined
      ? undefined
      : createGoogleOAuth({ door, clientId, clientSecret, tokenUrl: env.GOOGLE_OAUTH_TOKEN_URL, runtime });
  const ask = googleAsk(door, createGoogleSessions(googleOAuth, runtime), env.GOOGLE_API_ROOT_URL);
  return {
    slack: createSlackClient(door, env.SLACK_API_URL),
    notion: createNotionClient(door, env.NOTION_BASE_URL),
    gmail: createGmailClient(ask),
    calendar: createCalendarClient(ask),
    googleOAuth,
    runtime,
  };
}

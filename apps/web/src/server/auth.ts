import type { Database } from '@ballast/db';
import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { z } from 'zod';
import { isLoopback } from './client-address.ts';
import { trustedOrigins } from './trusted-origins.ts';

/** Carries the peer's address from the route to the rate limiter; a client's own header of that name is dropped. */
export const clientAddressHeader = 'x-ballast-client-address';

const daySeconds = 24 * 60 * 60;

const timezone = z.string().refine(
  (zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
    } catch {
      return false;
    }
  },
  { error: 'This is not a known time zone; write one like Europe/Berlin.' },
);

/** Guessing passwords is slow from elsewhere; from this machine (a first visit, tests) nothing is counted. */
const guessing = (request: Request) =>
  isLoopback(request.headers.get(clientAddressHeader) ?? '') ? (false as const) : { window: 60, max: 10 };

/** What accounts are made of. */
export interface AuthOptions {
  readonly pool: Database['pool'];
  readonly appUrl: string;
  readonly secret: string;
  readonly onError: (message: string) => void;
}

/** Accounts, sessions and personal API keys, on the database's own pool. */
export function createAuth({ pool, appUrl, secret, onError }: AuthOptions) {
  return betterAuth({
    appName: 'Ballast',
    baseURL: appUrl,
    basePath: '/api/auth',
    secret,
    database: pool,
    emailAndPassword: { enabled: true, minPasswordLength: 8, maxPasswordLength: 128 },
    user: {
      modelName: 'User',
      additionalFields: {
        timezone: { type: 'string', required: false, defaultValue: 'UTC', validator: { input: timezone } },
      },
    },
    session: { modelName: 'Session', expiresIn: 60 * daySeconds, updateAge: daySeconds },
    account: { modelName: 'Account' },
    verification: { modelName: 'Verification' },
    databaseHooks: {
      user: { create: { before: async (user) => ({ data: { ...user, name: tidyName(user.name) } }) } },
    },
    plugins: [
      apiKey({
        defaultPrefix: 'ballast_',
        requireName: true,
        maximumNameLength: 60,
        rateLimit: { enabled: false },
        schema: { apikey: { modelName: 'ApiKey' } },
      }),
    ],
    trustedOrigins: async (request) => trustedOrigins(appUrl, request?.headers.get('host') ?? null),
    // A person's name and timezone have one way in: the procedure that validates them.
    disabledPaths: ['/update-user'],
    rateLimit: {
      enabled: true,
      window: 60,
      max: 300,
      customRules: { '/sign-in/*': guessing, '/sign-up/*': guessing, '/get-session': false },
    },
    advanced: {
      cookiePrefix: 'ballast',
      useSecureCookies: appUrl.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
    telemetry: { enabled: false },
    // Its messages may name addresses of people: the text alone is kept, never the arguments.
    logger: { level: 'error', log: (_level, message) => onError(message) },
  });
}

/** Accounts as the web app uses them. */
export type Auth = ReturnType<typeof createAuth>;

function tidyName(name: string): string {
  return (
    name
      .replace(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, 100) || 'You'
  );
}

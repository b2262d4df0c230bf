import { aiEnv, aiSecrets, doorEnv, vendorEnv, vendorSecrets } from '@ballast/integrations';
import { z } from 'zod';

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'needs a postgresql:// address' });
const milliseconds = (fallback: number) =>
  z.coerce
    .number({ error: 'needs a whole number of milliseconds' })
    .int({ error: 'needs a whole number of milliseconds' })
    .min(1, { error: 'needs at least 1 ms' })
    .max(3_600_000, { error: 'needs at most 3600000 ms' })
    .default(fallback);
const secret = z.string({ error: 'needs a secret' }).min(16, { error: 'needs at least 16 characters' });

const schema = z.object({
  PORT: z.coerce
    .number({ error: 'needs a port number' })
    .int({ error: 'needs a port number' })
    .min(0, { error: 'needs a port from 0 to 65535' })
    .max(65_535, { error: 'needs a port from 0 to 65535' })
    .default(3000),
  APP_URL: z.url({ protocol: /^https?$/, error: 'needs an http:// or https:// address' }).optional(),
  DATABASE_URL: postgresUrl,
  DATABASE_TIMEOUT_MS: milliseconds(10_000),
  AUTH_SECRET: secret,
  CRON_SECRET: secret,
  ENCRYPTION_KEY: secret,
  /** Keys that were the newest once, separated by commas: they still open what they sealed. */
  ENCRYPTION_KEYS_OLD: z
    .string()
    .transform((list) => list.split(',').map((key) => key.trim()))
    .pipe(z.array(secret))
    .default([]),
  AI_CONFIDENCE_MIN: z.coerce
    .number({ error: 'needs a number from 0 to 1' })
    .min(0, { error: 'needs a number from 0 to 1' })
    .max(1, { error: 'needs a number from 0 to 1' })
    .default(0.6),
  ...aiEnv,
  ...doorEnv,
  ...vendorEnv,
  GOOGLE_OAUTH_CONSENT_URL: z
    .url({ protocol: /^https?$/, error: 'needs an http:// or https:// address' })
    .optional(),
  GMAIL_PUBSUB_TOPIC: z
    .string()
    .regex(/^projects\/[^/]+\/topics\/[^/]+$/, { error: 'needs a topic, such as projects/mine/topics/gmail' })
    .optional(),
  /** Set by `npm run demo` alone: its vendor simulator, whose faults the operations page then switches. */
  BALLAST_DEMO_SIMULATOR_URL: z
    .url({
      protocol: /^http$/,
      hostname: /^(127\.0\.0\.1|localhost)$/,
      error: 'needs an address of this machine',
    })
    .optional(),
  /** How long requests in flight may take to finish after SIGTERM, in ms. */
  SHUTDOWN_GRACE_MS: milliseconds(8_000),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
      error: 'needs fatal, error, warn, info, debug or silent',
    })
    .default('info'),
});

/** Variables whose value is never repeated in a message. */
const hidden = new Set<string>([
  ...['DATABASE_URL', 'AUTH_SECRET', 'CRON_SECRET', 'ENCRYPTION_KEY', 'ENCRYPTION_KEYS_OLD'],
  ...aiSecrets,
  ...vendorSecrets,
]);

/** The validated environment of the web app. */
export type Env = Omit<z.infer<typeof schema>, 'APP_URL'> & {
  /** Where people open the app, without a slash at the end. */
  readonly APP_URL: string;
};

/**
 * Reads the environment; an empty value counts as absent.
 * @throws Error naming each bad variable, what it got (never a secret) and what it needs.
 */
export function readEnv(source: Readonly<Record<string, string | undefined>> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const value = given[name];
      const got =
        value === undefined
          ? 'it is missing'
          : hidden.has(name)
            ? 'its value is not shown'
            : `got "${value}"`;
      return `${name} ${issue.message} (${got})`;
    });
    throw new Error(`The environment is not usable:\n  ${lines.join('\n  ')}`);
  }
  const { APP_URL = `http://localhost:${parsed.data.PORT}`, ...rest } = parsed.data;
  return { ...rest, APP_URL: APP_URL.replace(/\/+$/, '') };
}

/** The process's variables as they are: OpenTelemetry's `OTEL_*` are read by their own rules. */
export const variables: Readonly<Record<string, string | undefined>> = process.env;

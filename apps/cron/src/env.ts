import { parseCronItems } from 'graphile-worker';
import { z } from 'zod';

const cronExpression = z
  .string()
  .refine(isCronExpression, { error: 'needs five fields of cron, such as "0 * * * *"' });

function isCronExpression(match: string): boolean {
  try {
    return parseCronItems([{ task: 'any', match }]).length === 1;
  } catch {
    return false;
  }
}

const wholeNumber = (needs: string, least: number, most: number) =>
  z.coerce
    .number({ error: needs })
    .int({ error: needs })
    .min(least, { error: needs })
    .max(most, { error: needs });

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'needs a postgresql:// address' }),
  DATABASE_DIRECT_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'needs a postgresql:// address' })
    .optional(),
  CRON_SECRET: z.string().min(16, { error: 'needs at least 16 characters' }),
  APP_URL: z
    .url({ protocol: /^https?$/, error: 'needs an http:// or https:// address' })
    .default('http://localhost:3000'),
  API_URL: z.url({ protocol: /^https?$/, error: 'needs an http:// or https:// address' }).optional(),
  DAILY_DIGEST_CRON: cronExpression.default('0 * * * *'),
  WEEKLY_REVIEW_CRON: cronExpression.default('0 * * * *'),
  JOB_CONCURRENCY: wholeNumber('needs a whole number from 1 to 50', 1, 50).default(4),
  /** How long a worker may say nothing before its jobs are freed for others, in ms. */
  JOB_SILENCE_MS: wholeNumber('needs 1000 to 600000 ms', 1_000, 600_000).default(30_000),
  /** How long running jobs may take to finish after SIGTERM, in ms; then they are put back. */
  SHUTDOWN_GRACE_MS: wholeNumber('needs 1 to 3600000 ms', 1, 3_600_000).default(8_000),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
      error: 'needs fatal, error, warn, info, debug or silent',
    })
    .default('info'),
});

/** Variables whose value is never repeated in a message. */
const secret = new Set(['DATABASE_URL', 'DATABASE_DIRECT_URL', 'CRON_SECRET']);

/** The validated environment of the cron app. */
export type Env = z.infer<typeof schema>;

/**
 * Reads the environment.
 * @throws Error naming each bad variable, what it got and what it needs.
 */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const value = given[name];
    const got =
      value === undefined ? 'it is missing' : secret.has(name) ? 'its value is not shown' : `got "${value}"`;
    return `${name}: ${issue.message} (${got})`;
  });
  throw new Error(`The environment is not usable:\n  ${lines.join('\n  ')}`);
}

/** The process's variables as they are: OpenTelemetry's `OTEL_*` are read by their own rules. */
export const variables: Readonly<Record<string, string | undefined>> = process.env;

import * as z from 'zod';

const milliseconds = (fallbackMs: number) =>
  z.coerce
    .number({ error: 'needs a whole number of milliseconds' })
    .int({ error: 'needs a whole number of milliseconds' })
    .min(1, { error: 'needs at least 1 ms' })
    .max(3_600_000, { error: 'needs at most 3600000 ms' })
    .default(fallbackMs);

const count = (fallback: number, least: number, most: number) => {
  const error = `needs a whole number from ${least} to ${most}`;
  return z.coerce
    .number({ error })
    .int({ error })
    .min(least, { error })
    .max(most, { error })
    .default(fallback);
};

/** The environment variables of the door, for an app to put into its schema. */
export const doorEnv = {
  AI_TIMEOUT_MS: milliseconds(30_000),
  INTEGRATION_TIMEOUT_MS: milliseconds(15_000),
  RETRY_MAX: count(3, 0, 10),
  RETRY_INITIAL_MS: milliseconds(1_000),
  RETRY_MAX_MS: milliseconds(10_000),
  BREAKER_FAILURES: count(5, 1, 1_000),
  BREAKER_COOLDOWN_MS: milliseconds(30_000),
};

const doorSchema = z.object(doorEnv);

/** How outgoing calls are held: the same for all vendors but for the two timeouts. */
export interface DoorSettings {
  /** The longest one attempt may take, in ms, by the operation's class. */
  readonly timeoutMs: { readonly ai: number; readonly integration: number };
  /** Repeats after the first attempt. */
  readonly maxRetries: number;
  /** Upper end of the first wait, in ms; twice that after a 429. */
  readonly retryInitialMs: number;
  /** No wait is longer, in ms; a vendor that asks for more is not waited for. */
  readonly retryMaxMs: number;
  /** Failures in a row that open a breaker. */
  readonly breakerFailures: number;
  /** How long an open breaker leaves the vendor alone, in ms. */
  readonly breakerCooldownMs: number;
}

/** The door's settings from a validated environment; without one, the defaults. */
export function doorSettings(env: Partial<z.output<typeof doorSchema>> = {}): DoorSettings {
  const given = { ...doorSchema.parse({}), ...env };
  return {
    timeoutMs: { ai: given.AI_TIMEOUT_MS, integration: given.INTEGRATION_TIMEOUT_MS },
    maxRetries: given.RETRY_MAX,
    retryInitialMs: given.RETRY_INITIAL_MS,
    retryMaxMs: given.RETRY_MAX_MS,
    breakerFailures: given.BREAKER_FAILURES,
    breakerCooldownMs: given.BREAKER_COOLDOWN_MS,
  };
}

/** A connection string with the parameters that are ours, not the driver's, taken out. */
export interface PoolSettings {
  readonly connectionString: string;
  /** `connection_limit`, 10 by default. */
  readonly max: number;
  /** `pool_timeout` (seconds in the URL, as Prisma counts it), 20 s by default. */
  readonly acquireTimeoutMs: number;
  /** False with `pgbouncer=true`: statements prepared on one server connection are not there on the next. */
  readonly namedStatements: boolean;
}

function positiveInteger(name: string, value: string | null, fallback: number): number {
  if (value === null) return fallback;
  const number = Number(value);
  if (Number.isInteger(number) && number > 0) return number;
  throw new RangeError(`DATABASE_URL: ${name} is "${value}", and must be a whole number above 0`);
}

/**
 * Reads `connection_limit`, `pool_timeout` and `pgbouncer` off a connection string: the driver would ignore them.
 * @throws RangeError naming the parameter when its value makes no sense, TypeError for what is no URL
 */
export function parsePoolUrl(url: string): PoolSettings {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw new TypeError('DATABASE_URL is not a URL such as postgresql://user:password@host:5432/name');
  }
  const { searchParams } = parsed;
  const max = positiveInteger('connection_limit', searchParams.get('connection_limit'), 10);
  const timeoutSeconds = positiveInteger('pool_timeout', searchParams.get('pool_timeout'), 20);
  const namedStatements = searchParams.get('pgbouncer') !== 'true';
  for (const name of ['connection_limit', 'pool_timeout', 'pgbouncer', 'schema']) searchParams.delete(name);
  return {
    connectionString: parsed.toString(),
    max,
    acquireTimeoutMs: timeoutSeconds * 1_000,
    namedStatements,
  };
}

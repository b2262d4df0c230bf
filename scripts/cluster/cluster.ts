import {
  createTestDatabase,
  type PgBouncer,
  startPgBouncer,
  type TestDatabase,
  testServerUrl,
  usePooler,
} from '@ballast/db/testing';
import { until } from './hold.ts';
import { type CronProcess, startCron, startWeb, type WebProcess } from './processes.ts';

/** Two web and two cron processes on one database, each cron calling a web process of its own. */
export interface Cluster extends AsyncDisposable {
  /** Whoever ends one and starts another puts it in its place: what stands here at the end is stopped. */
  readonly webs: WebProcess[];
  readonly crons: CronProcess[];
  /** The database they share, by the way they reach it. */
  readonly database: TestDatabase['database'];
  readonly env: Readonly<Record<string, string>>;
  readonly cronSecret: string;
}

export const cronSecret = 'the-service-secret-of-a-cluster';
/** What people would type into their browser; the processes listen elsewhere. */
export const appUrl = 'http://localhost:3000';

/**
 * Starts a cluster on a database of its own.
 * @param options.pooled Everything goes by way of a PgBouncer in transaction mode, the job runners too.
 */
export async function startCluster(options: {
  pooled: boolean;
  env?: Readonly<Record<string, string>>;
  /** What each of the two job runners gets besides. */
  cronEnv?: readonly [Readonly<Record<string, string>>, Readonly<Record<string, string>>];
}): Promise<Cluster> {
  await using made = new AsyncDisposableStack();
  let pooler: PgBouncer | undefined;
  if (options.pooled) {
    pooler = made.use(await startPgBouncer(await testServerUrl()));
    usePooler(pooler);
    made.defer(() => usePooler(undefined));
  }
  const { database, url } = made.use(await createTestDatabase());
  const env = {
    DATABASE_URL: url,
    DATABASE_DIRECT_URL: '',
    APP_URL: appUrl,
    AUTH_SECRET: 'the-secret-of-sessions-in-a-cluster',
    CRON_SECRET: cronSecret,
    ENCRYPTION_KEY: 'the-key-of-credentials-in-a-cluster',
    AI_PROVIDERS: 'local',
    OTEL_SDK_DISABLED: 'true',
    LOG_LEVEL: 'fatal',
    JOB_CONCURRENCY: '2',
    // A busy machine takes its time, and nothing here is about speed.
    DATABASE_TIMEOUT_MS: '30000',
    ...options.env,
  };
  const webs = await Promise.all([startWeb(env), startWeb(env)]);
  const crons = webs.map(({ origin }, n) => startCron({ ...env, ...options.cronEnv?.[n] }, origin));
  made.defer(async () => {
    await Promise.all(crons.map((cron) => cron.end('SIGTERM')));
    await Promise.all(webs.map((web) => web.end('SIGTERM')));
  });
  await until('both job runners are at work', async () => (await workers(database)) === 4, 120_000);
  const all = made.move();
  return { webs, crons, database, env, cronSecret, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

/** How many workers of job runners have shown themselves; each runner has two. */
async function workers(database: TestDatabase['database']): Promise<number> {
  const { rows } = await database.pool.query('SELECT FROM "JobWorker"');
  return rows.length;
}

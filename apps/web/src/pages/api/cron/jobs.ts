import { drainJobs } from '../../../server/drain-jobs.ts';
import { createLogger } from '../../../server/logger.ts';
import { serviceRoute } from '../../../server/service-route.ts';

/** A platform ends a function at its limit; this one ends itself before the shortest common one. */
const budgetMs = 45_000;

export const config = { maxDuration: 60 };

/** Does the jobs that are due, for deployments without a process of their own for it. */
export default serviceRoute(['GET', 'POST'], async ({ api, database, env }, _req, res) => {
  const namedStatements = new URL(env.DATABASE_URL).searchParams.get('pgbouncer') !== 'true';
  const logger = createLogger(env.LOG_LEVEL);
  res.status(200).json(await drainJobs({ api, database, logger, namedStatements, budgetMs }));
});

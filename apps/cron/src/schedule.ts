import { type ParsedCronItem, parseCronItems } from 'graphile-worker';
import type { Env } from './env.ts';

const hourMs = 3_600_000;

/**
 * The schedule as data, in UTC. Digest ticks are hourly: each owner's is made at the first tick past their own
 * morning. After downtime the missed ticks of one task collapse into one job (its job key), so catching up makes
 * today's digest and this week's review, not a flood.
 */
export function scheduleOf(env: Pick<Env, 'DAILY_DIGEST_CRON' | 'WEEKLY_REVIEW_CRON'>): ParsedCronItem[] {
  return parseCronItems([
    {
      task: 'daily-digest',
      match: env.DAILY_DIGEST_CRON,
      options: { backfillPeriod: 24 * hourMs, jobKey: 'daily-digest' },
    },
    {
      task: 'weekly-review',
      match: env.WEEKLY_REVIEW_CRON,
      options: { backfillPeriod: 24 * hourMs, jobKey: 'weekly-review' },
    },
    // What was missed is due still: each tick sets off all that is.
    { task: 'due-workflows', match: '* * * * *', options: { jobKey: 'due-workflows' } },
    { task: 'suggest-actions', match: '42 * * * *', options: { jobKey: 'suggest-actions' } },
    { task: 'reclassify', match: '*/5 * * * *', options: { jobKey: 'reclassify' } },
    // Whatever a webhook did not tell, and what has to be renewed.
    { task: 'sync-all', match: '*/5 * * * *', options: { jobKey: 'sync-all' } },
    { task: 'purge', match: '17 * * * *', options: { jobKey: 'purge' } },
  ]);
}

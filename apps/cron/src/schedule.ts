import { digestSchedule, upkeepSchedule } from '@ballast/api/jobs';
import { type ParsedCronItem, parseCronItems } from 'graphile-worker';
import type { Env } from './env.ts';

/** The whole schedule, in UTC, for the job runner. */
export function scheduleOf(env: Pick<Env, 'DAILY_DIGEST_CRON' | 'WEEKLY_REVIEW_CRON'>): ParsedCronItem[] {
  return parseCronItems([...digestSchedule(env), ...upkeepSchedule]);
}

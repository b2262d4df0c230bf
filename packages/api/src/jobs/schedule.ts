const hourMs = 3_600_000;

/** One line of the schedule, in the form of the job runner's `parseCronItems`. */
export interface ScheduleItem {
  readonly task: string;
  /** Five cron fields, UTC. */
  readonly match: string;
  readonly options: {
    /** How far back missed ticks are caught up on, in ms. */
    readonly backfillPeriod: number;
    /** One waiting job a task: missed ticks collapse into one, so that downtime is followed by no flood. */
    readonly jobKey: string;
  };
}

const item = (task: string, match: string, backfillPeriod: number): ScheduleItem => ({
  ...{ task, match },
  options: { backfillPeriod, jobKey: task },
});

/**
 * The ticks that make digests. They are hourly: each owner's is made at the first tick past their own morning, and
 * after downtime today's and this week's.
 */
export function digestSchedule(env: {
  readonly DAILY_DIGEST_CRON: string;
  readonly WEEKLY_REVIEW_CRON: string;
}): ScheduleItem[] {
  return [
    item('daily-digest', env.DAILY_DIGEST_CRON, 24 * hourMs),
    item('weekly-review', env.WEEKLY_REVIEW_CRON, 24 * hourMs),
  ];
}

/** The ticks that keep things going. What was missed is due still: each tick does all that is. */
export const upkeepSchedule: readonly ScheduleItem[] = [
  item('due-workflows', '* * * * *', hourMs),
  item('suggest-actions', '42 * * * *', hourMs),
  item('reclassify', '*/5 * * * *', hourMs),
  item('embed-missing', '*/5 * * * *', hourMs),
  // Whatever a webhook did not tell, and what has to be renewed.
  item('sync-all', '*/5 * * * *', hourMs),
  item('purge', '17 * * * *', hourMs),
];

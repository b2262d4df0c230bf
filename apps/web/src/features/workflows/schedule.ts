/** How a schedule is chosen: a rhythm with what it needs, or a cron expression as it is. */
export type Schedule =
  | { readonly rhythm: 'hourly'; readonly minute: number }
  | { readonly rhythm: 'daily' | 'weekdays'; readonly time: string }
  | { readonly rhythm: 'weekly'; readonly weekday: number; readonly time: string }
  | { readonly rhythm: 'monthly'; readonly day: number; readonly time: string }
  | { readonly rhythm: 'custom'; readonly cron: string };
export type Rhythm = Schedule['rhythm'];

/** Sunday first, as cron counts them. */
export const weekdayNames = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const;

const shape = /^(\d{1,2}) (\*|\d{1,2}) (\*|\d{1,2}) \* (\*|[0-7]|1-5|mon-fri)$/i;

/** Reads a cron expression as one of the rhythms; what is none of them stays as it is written. */
export function readSchedule(cron: string): Schedule {
  const written = cron.trim().replace(/\s+/g, ' ');
  const [, minute = '', hour = '', day = '', weekday = ''] = shape.exec(written) ?? [];
  const custom: Schedule = { rhythm: 'custom', cron: written };
  if (minute === '' || Number(minute) > 59) return custom;
  if (hour === '*') {
    return day === '*' && weekday === '*' ? { rhythm: 'hourly', minute: Number(minute) } : custom;
  }
  if (Number(hour) > 23) return custom;
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (day !== '*') {
    const dayOfMonth = Number(day);
    const fits = weekday === '*' && dayOfMonth >= 1 && dayOfMonth <= 31;
    return fits ? { rhythm: 'monthly', day: dayOfMonth, time } : custom;
  }
  if (weekday === '*') return { rhythm: 'daily', time };
  if (weekday.includes('-')) return { rhythm: 'weekdays', time };
  return { rhythm: 'weekly', weekday: Number(weekday) % 7, time };
}

/** The cron expression of a schedule. */
export function cronOf(schedule: Schedule): string {
  if (schedule.rhythm === 'custom') return schedule.cron;
  if (schedule.rhythm === 'hourly') return `${schedule.minute} * * * *`;
  const [hour = 0, minute = 0] = schedule.time.split(':').map(Number);
  const at = `${minute} ${hour}`;
  switch (schedule.rhythm) {
    case 'daily':
      return `${at} * * *`;
    case 'weekdays':
      return `${at} * * 1-5`;
    case 'weekly':
      return `${at} * * ${schedule.weekday}`;
    case 'monthly':
      return `${at} ${schedule.day} * *`;
  }
}

/** A schedule in words: `every Monday at 09:00`. */
export function scheduleWords(cron: string): string {
  const schedule = readSchedule(cron);
  switch (schedule.rhythm) {
    case 'hourly':
      return schedule.minute === 0
        ? 'every hour, on the hour'
        : `every hour, ${schedule.minute} ${schedule.minute === 1 ? 'minute' : 'minutes'} past`;
    case 'daily':
      return `every day at ${schedule.time}`;
    case 'weekdays':
      return `Monday to Friday at ${schedule.time}`;
    case 'weekly':
      return `every ${weekdayNames[schedule.weekday]} at ${schedule.time}`;
    case 'monthly':
      return `on day ${schedule.day} of each month at ${schedule.time}`;
    case 'custom':
      return `on the schedule ${schedule.cron}`;
  }
}

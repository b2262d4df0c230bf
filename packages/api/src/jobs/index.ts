export { createInProcessClient } from './in-process-client.ts';
export type { JobHelpers } from './job-helpers.ts';
export { keepAlive } from './keep-alive.ts';
export { type JobObserver, observed } from './observe.ts';
export { digestSchedule, type ScheduleItem, upkeepSchedule } from './schedule.ts';
export { type ApiClient, type JobTask, tasksOf } from './tasks.ts';

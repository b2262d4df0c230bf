export { createInProcessClient } from './in-process-client.ts';
export type { JobHelpers } from './job-helpers.ts';
export { type JobObserver, observed } from './observe.ts';
export { type ApiClient, type JobTask, tasksOf } from './tasks.ts';

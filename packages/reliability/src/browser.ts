/** The part of the package that has no Node built-ins in it: what clients in a page need. */
export { type Backoff, backoffCeilingMs, backoffMs } from './backoff.ts';
export { Deadline } from './deadline.ts';
export { isReliabilityError, ReliabilityError } from './errors.ts';
export { type Runtime, systemRuntime } from './runtime.ts';

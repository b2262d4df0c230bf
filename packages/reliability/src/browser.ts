/** The part of the package that has no Node built-ins in it: what clients in a page need. */
export { Deadline } from './deadline.ts';
export { isReliabilityError, ReliabilityError } from './errors.ts';
export { type Runtime, systemRuntime } from './runtime.ts';

export { type AbortKind, type ChildOptions, Deadline, type DeadlineOptions } from './deadline.ts';
export {
  isReliabilityError,
  type ReliabilityCode,
  ReliabilityError,
  type ReliabilityErrorOptions,
  reliabilityCodes,
} from './errors.ts';
export { type FaultPoints, noFaults } from './fault-points.ts';
export { type Runtime, systemRuntime, type Timer, type TimerOptions } from './runtime.ts';
export { type SleepOptions, sleep } from './sleep.ts';

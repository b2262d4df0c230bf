import {
  type Attempt,
  Deadline,
  definePolicy,
  type PolicyEvent,
  type PolicyOptions,
  type Verdict,
} from '../src/index.ts';
import { createTestRuntime } from '../src/testing.ts';

/** `refused: …` errors are rejected by the other side, `gone` may have taken effect; all others are its own doing. */
export const classify = (error: unknown): Verdict => {
  const text = String(error);
  if (text.includes('refused')) return { retryable: true, countsAgainstBreaker: true, outcome: 'rejected' };
  if (text.includes('gone')) return { retryable: true, countsAgainstBreaker: true, outcome: 'unknown' };
  return { retryable: false, countsAgainstBreaker: false, outcome: 'rejected' };
};
export const refused = () => Promise.reject(new Error('refused'));
export const hang = ({ signal }: Attempt) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
export const never = () => new Promise<never>(() => {});

/** A policy with its clock, its events and a deadline to run under. */
export function setUp(options: Partial<PolicyOptions> = {}, budgetMs = 60_000) {
  const runtime = createTestRuntime();
  const events: PolicyEvent[] = [];
  const deadline = Deadline.start(budgetMs, { runtime });
  const policy = definePolicy({
    name: 'vendor',
    timeoutMs: 1_000,
    classify,
    runtime,
    onEvent: (event) => events.push(event),
    ...options,
  });
  const types = () => events.map(({ type }) => type);
  return { runtime, events, types, deadline, policy };
}

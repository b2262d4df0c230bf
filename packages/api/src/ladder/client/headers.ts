import { callOptionsOf } from './call-options.ts';
import { deadlineOf } from './deadline-link.ts';

/** The ladder's request headers for one attempt: the key, and what remains of the call's budget right now. */
export function ladderHeaders(op: {
  readonly context: Readonly<Record<string, unknown>>;
}): Record<string, string> {
  const { idempotencyKey } = callOptionsOf(op.context);
  const remainingMs = deadlineOf(op.context)?.remainingMs();
  return {
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    ...(remainingMs === undefined
      ? {}
      : { 'x-request-timeout-ms': String(Math.max(1, Math.floor(remainingMs))) }),
  };
}

import { type DatabaseCode, isDatabaseError } from '@ballast/db';
import { type IntegrationCode, isIntegrationError } from '@ballast/integrations';
import { isDomainError, transportOfDomain } from './errors.ts';
import type { DescribeError, ErrorFacts } from './ladder/errors.ts';

type Transport = Pick<ErrorFacts, 'trpc' | 'message'>;

const away: Transport = {
  trpc: 'SERVICE_UNAVAILABLE',
  message: 'The database is not reachable right now. Try again shortly.',
};
const contended: Transport = {
  trpc: 'SERVICE_UNAVAILABLE',
  message: 'Someone else was changing the same thing. Try again.',
};
const defect: Transport = { trpc: 'INTERNAL_SERVER_ERROR', message: 'Something went wrong on our side.' };

/** What callers are told about each way a database can fail. Its own words may hold row values and stay inside. */
export const transportOfDatabase = {
  overloaded: { trpc: 'SERVICE_UNAVAILABLE', message: 'Too much is going on at once. Try again shortly.' },
  database_unavailable: away,
  database_timeout: { trpc: 'TIMEOUT', message: 'The database took longer than allowed and was stopped.' },
  idle_in_transaction: { trpc: 'TIMEOUT', message: 'This took longer than allowed and was stopped.' },
  conflict_serialization: contended,
  deadlock: contended,
  lock_timeout: contended,
  commit_unknown: {
    trpc: 'SERVICE_UNAVAILABLE',
    message: 'The connection broke while saving. Ask again with the same key to learn whether it was saved.',
  },
  unique_violation: { trpc: 'CONFLICT', message: 'This exists already.' },
  foreign_key: { trpc: 'CONFLICT', message: 'Something this refers to is gone.' },
  check: defect,
  not_found: { trpc: 'NOT_FOUND', message: 'There is no such thing.' },
  invalid_value: defect,
  disk_full: {
    trpc: 'SERVICE_UNAVAILABLE',
    message: 'The database is out of disk space, so nothing was changed.',
  },
  read_only: {
    trpc: 'SERVICE_UNAVAILABLE',
    message: 'The database takes no changes right now. Try again shortly.',
  },
  transaction_closed: defect,
  transaction_aborted: defect,
  unawaited_query: defect,
  database_error: defect,
} as const satisfies Record<DatabaseCode, Transport>;

/** How each way a call to a vendor can fail is answered; its fixed sentence says the rest. */
export const transportOfIntegration = {
  dependency_unavailable: 'SERVICE_UNAVAILABLE',
  dependency_rate_limited: 'SERVICE_UNAVAILABLE',
  dependency_quota_exhausted: 'SERVICE_UNAVAILABLE',
  dependency_refused: 'BAD_GATEWAY',
  dependency_answer_unusable: 'BAD_GATEWAY',
  reconnect_needed: 'PRECONDITION_FAILED',
  attempt_timeout: 'TIMEOUT',
  circuit_open: 'SERVICE_UNAVAILABLE',
  bulkhead_full: 'SERVICE_UNAVAILABLE',
  retry_budget_exhausted: 'SERVICE_UNAVAILABLE',
} as const satisfies Record<IntegrationCode, Transport['trpc']>;

/** Facts about the services', the database's and the vendors' errors; the ladder knows the rest. */
export const describeOwnError: DescribeError = (error) => {
  if (isDomainError(error)) {
    const { code, message, retryAfterMs } = error;
    return { ...transportOfDomain[code], reason: code, message, retryAfterMs };
  }
  if (isDatabaseError(error)) {
    const { code, retryable, retryAfterMs } = error;
    return { ...transportOfDatabase[code], reason: code, retryable, retryAfterMs };
  }
  if (isIntegrationError(error)) {
    const { code, message, retryable, retryAfterMs } = error;
    return { trpc: transportOfIntegration[code], reason: code, message, retryable, retryAfterMs };
  }
  return undefined;
};

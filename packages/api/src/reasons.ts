import { type DatabaseCode, DatabaseError, databaseCodes } from '@ballast/db';
import { type IntegrationCode, IntegrationError, integrationCodes } from '@ballast/integrations';
import { type ReliabilityCode, ReliabilityError, reliabilityCodes } from '@ballast/reliability';
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server';
import { describeOwnError } from './describe-error.ts';
import { DomainError, domainCodes } from './errors.ts';
import { describe, ladderCodes, transportOfLadder } from './ladder/errors.ts';

/** One reason code with what its answer says; docs/failure-modes.md has a row for each. */
export interface ReasonFacts {
  readonly reason: string;
  readonly trpc: TRPC_ERROR_CODE_KEY;
}

/** Every value that `error.data.reason` can have. */
export function allReasons(): ReasonFacts[] {
  const thrown = [
    ...domainCodes.map((code) => new DomainError(code, '')),
    ...(Object.keys(reliabilityCodes) as ReliabilityCode[]).map((code) => new ReliabilityError(code)),
    ...(Object.keys(databaseCodes) as DatabaseCode[]).map((code) => new DatabaseError(code)),
    ...(Object.keys(integrationCodes) as IntegrationCode[]).map(
      (code) =>
        new IntegrationError({ vendor: '', operation: '', code, outcome: 'unknown', retryable: false }),
    ),
  ].map((error) => describe(error, describeOwnError));
  const own = ladderCodes.map((reason) => ({ reason, trpc: transportOfLadder[reason] }));
  const facts = [...own, ...thrown].map(({ reason, trpc }) => ({ reason, trpc }));
  return [...new Map(facts.map((fact) => [fact.reason, fact])).values()];
}

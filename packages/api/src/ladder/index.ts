export type { LadderContext, LadderServices, PrincipalBase, RequestFacts } from './context.ts';
export { type Duration, durationMs } from './duration.ts';
export { type DescribeError, describe, type ErrorFacts, type LadderCode, ladderCodes } from './errors.ts';
export type { ErrorData } from './format-error.ts';
export { createHttpHandler, type HttpHandlerOptions } from './http.ts';
export { createLadder, type Ladder, type VerbContext } from './ladder.ts';
export type { IdempotencyDeclaration, ProcedureMeta } from './meta.ts';

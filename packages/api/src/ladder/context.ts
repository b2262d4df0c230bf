import type { IncomingHttpHeaders } from 'node:http';
import type { Deadline, FaultPoints, Idempotency, Runtime } from '@ballast/reliability';
import type { DescribeError } from './errors.ts';

/** What the front door read from one HTTP request, and where answers' headers go. */
export interface RequestFacts {
  readonly headers: IncomingHttpHeaders;
  /** The parsed `Idempotency-Key`, if the caller sent one. */
  readonly idempotencyKey: string | undefined;
  /** What the caller still has, in ms, from `X-Request-Timeout-Ms`. */
  readonly callerBudgetMs: number | undefined;
  /** 32 hex digits; also answered as `X-Trace-Id`. */
  readonly traceId: string;
  /** Sets a response header; ignored once the head is sent. */
  setHeader(name: string, value: string): void;
}

/** Who is calling. `scope` separates one caller's idempotency keys from another's. */
export interface PrincipalBase {
  readonly kind: string;
  readonly scope: string;
  /** The person, as the service's own opaque id; put on the call's span. */
  readonly userId?: string;
}

/** What the rungs need of the service they stand in; built once at the composition root. */
export interface LadderServices<Tx, Principal extends PrincipalBase> {
  readonly runtime: Runtime;
  readonly idempotency: Idempotency<Tx>;
  readonly faults: FaultPoints;
  /** Aborted when the process is asked to stop: running calls then end as `shutting_down`. */
  readonly shutdown: AbortSignal;
  /** Opens one transaction, commits when `fn` resolves, rolls back when it rejects. */
  transact<T>(options: { deadline: Deadline; name: string }, fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** The caller behind these headers, or undefined when there is none. */
  authenticate(headers: IncomingHttpHeaders): Promise<Principal | undefined>;
  /** The service's own errors; the ladder knows those of @ballast/reliability and tRPC itself. */
  readonly describeError: DescribeError;
}

/** tRPC's context for one HTTP request. `app` is what the service's own verbs get in their `ctx`. */
export interface LadderContext<
  App extends object = object,
  Tx = unknown,
  Principal extends PrincipalBase = PrincipalBase,
> {
  readonly request: RequestFacts;
  readonly ladder: LadderServices<Tx, Principal>;
  readonly app: App;
}

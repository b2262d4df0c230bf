import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createIdempotencyStore, type Database, type Tx } from '@ballast/db';
import {
  createIdempotency,
  type FaultPoints,
  noFaults,
  type Runtime,
  systemRuntime,
} from '@ballast/reliability';
import { trace } from '@opentelemetry/api';
import type { Abroad } from './abroad/abroad.ts';
import type { App, Principal } from './context.ts';
import { type Dependencies, noDependencies } from './dependencies.ts';
import { describeOwnError } from './describe-error.ts';
import type { LadderContext, LadderServices } from './ladder/context.ts';
import { createHttpHandler } from './ladder/http.ts';
import type { Logger } from './logger.ts';
import { nameAndPlace } from './name-and-place.ts';
import { noOutlet, type Outlet } from './outlet.ts';
import { appRouter } from './root.ts';
import { type ConsentEnd, type ConsentReturn, finishConsent } from './services/integration/finish-consent.ts';
import { vendorOutlet } from './services/integration/outlet.ts';
import { type ConsentSession, startConsent } from './services/integration/start-consent.ts';
import type { GoogleVendor } from './services/integration/vendors.ts';
import { receiveSpans } from './services/span/receive.ts';
import { localThinker, type Thinker } from './thinker.ts';
import { createCallerFactory } from './trpc.ts';
import { calendarDoor, gmailDoor } from './webhooks/google-doors.ts';
import { notionDoor } from './webhooks/notion-door.ts';
import { slackDoor } from './webhooks/slack-door.ts';
import { createWebhookDoor } from './webhooks/webhook-door.ts';

/** Who sent a request, as the app in front knows it. */
export type Caller = { readonly kind: 'user'; readonly ownerId: string } | { readonly kind: 'service' };

/** What an app hands over to get the API. */
export interface ApiOptions {
  readonly database: Database;
  readonly logger: Logger;
  /** The caller behind these headers, or undefined when there is none. */
  resolvePrincipal(headers: IncomingHttpHeaders): Promise<Caller | undefined>;
  /** Aborted when the process stops: running calls end as `shutting_down` and are released for others. */
  readonly shutdown: AbortSignal;
  /** Confidence (0..1) below which a thought waits for review (default 0.6). */
  readonly confidenceMin?: number;
  /** The vendors people connect (default: none, which the person is told). */
  readonly abroad?: Abroad;
  /** Where side effects abroad leave (default: at the vendors, with each owner's own credentials). */
  readonly outlet?: Outlet;
  /** Stands in for the local rules, whole or in parts. */
  readonly thinker?: Partial<Thinker>;
  /** What stands before each outgoing call; `door` of @ballast/integrations is one (default: nothing does). */
  readonly dependencies?: Dependencies;
  readonly runtime?: Runtime;
  readonly faults?: FaultPoints;
  /** Where the router is mounted (default `/api/trpc`). */
  readonly basePath?: string;
}

const createCaller = createCallerFactory(appRouter);

/** The API as the apps use it. */
export interface Api {
  /** Answers one HTTP request under the base path. Its body must not have been read. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Calls procedures as the service, in this process, through the same ladder. */
  asService(options?: {
    idempotencyKey?: string;
    budgetMs?: number;
    signal?: AbortSignal;
  }): ReturnType<typeof createCaller>;
  /** Answers one request of Slack's: events and slash commands. Its body must not have been read. */
  handleSlack(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** The same for the pushes of Gmail's Pub/Sub subscription. */
  handleGmail(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** The same for the events of Notion's webhooks. */
  handleNotion(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** The same for the pushes of Google Calendar's channels. */
  handleCalendar(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /**
   * Begins a Google consent for a sign-in: the address of Google's page.
   * @throws DomainError `dependency_unavailable` where no OAuth client is set up
   */
  startConsent(session: ConsentSession, vendor: GoogleVendor): Promise<string>;
  /** Ends one with what Google's redirect brought along; says why it came to nothing instead of throwing. */
  finishConsent(session: ConsentSession, given: ConsentReturn): Promise<ConsentEnd>;
  /** Keeps the spans of one OTLP/JSON export request. */
  receiveSpans(request: unknown): Promise<{ kept: number }>;
}

function principalOf(caller: Caller): Principal {
  return caller.kind === 'user'
    ? { kind: 'user', scope: caller.ownerId, ownerId: caller.ownerId, userId: caller.ownerId }
    : { kind: 'service', scope: 'service' };
}

/** Composes the API: the ladder's services, the verbs' `ctx`, and the doors to them. */
export function createApi(options: ApiOptions): Api {
  const { database, logger, runtime = systemRuntime, faults = noFaults, shutdown } = options;
  const store = createIdempotencyStore(database);
  const parts: Omit<App, 'outlet'> = {
    database,
    runtime,
    logger,
    abroad: options.abroad,
    faults,
    processId: runtime.uuid(),
    dependencies: options.dependencies ?? noDependencies,
    thinker: { ...localThinker, ...options.thinker },
    confidenceMin: options.confidenceMin ?? 0.6,
    purgeIdempotency: (deadline) => store.purge({ deadline }),
  };
  const outlet = options.outlet ?? (options.abroad ? vendorOutlet(parts) : noOutlet);
  const app: App = { ...parts, outlet };
  const ladder: LadderServices<Tx, Principal> = {
    runtime,
    faults,
    shutdown,
    idempotency: createIdempotency<Tx>({ store, runtime, faults }),
    transact: (call, fn) => database.transaction(call, fn),
    authenticate: async (headers) => {
      const caller = await options.resolvePrincipal(headers);
      return caller && principalOf(caller);
    },
    describeError: describeOwnError,
  };
  const service: Principal = { kind: 'service', scope: 'service' };
  return {
    handle: createHttpHandler({
      router: appRouter,
      app,
      ladder,
      basePath: options.basePath ?? '/api/trpc',
      onError: ({ path, reason, traceId, cause }) => {
        const facts = { path, reason, traceId };
        if (reason === 'internal') logger.error({ ...facts, error: nameAndPlace(cause) }, 'call failed');
        else logger.info(facts, 'call refused');
      },
    }),
    handleSlack: createWebhookDoor(app, slackDoor),
    handleGmail: createWebhookDoor(app, gmailDoor),
    handleCalendar: createWebhookDoor(app, calendarDoor),
    handleNotion: createWebhookDoor(app, notionDoor),
    startConsent: (session, vendor) => startConsent(app, session, vendor),
    finishConsent: (session, given) => finishConsent(app, session, given),
    receiveSpans: (request) => receiveSpans(app, request),
    asService: ({ idempotencyKey, budgetMs, signal } = {}) => {
      const ownTraceId = runtime.uuid().replaceAll('-', '');
      const context: LadderContext<App, Tx, Principal> = {
        app,
        ladder: { ...ladder, authenticate: async () => service },
        request: {
          headers: {},
          idempotencyKey,
          callerBudgetMs: budgetMs,
          traceId: trace.getActiveSpan()?.spanContext().traceId ?? ownTraceId,
          setHeader: () => {},
        },
      };
      return createCaller(context, signal ? { signal } : {});
    },
  };
}

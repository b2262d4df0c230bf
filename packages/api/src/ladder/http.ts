import type { IncomingMessage, ServerResponse } from 'node:http';
import { telemetryAttributes as names, parseIdempotencyKey } from '@ballast/reliability';
import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { type AnyTRPCRouter, TRPCError } from '@trpc/server';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import type { LadderContext, LadderServices, PrincipalBase } from './context.ts';
import { describe, LadderError } from './errors.ts';
import { rememberTraceId } from './format-error.ts';
import { readBody } from './read-body.ts';

/** What one HTTP door is made of. */
export interface HttpHandlerOptions<App extends object, Tx, Principal extends PrincipalBase> {
  readonly router: AnyTRPCRouter;
  readonly ladder: LadderServices<Tx, Principal>;
  readonly app: App;
  /** Where the router is mounted, without a slash at the end; the rest of the path is the procedure. */
  readonly basePath: string;
  /** The longest body that is read, in bytes (default 1 MiB). */
  readonly maxBodyBytes?: number;
  /** Called once for every failed call, with facts that are safe to log. */
  readonly onError?: (facts: {
    path: string | undefined;
    reason: string;
    traceId: string;
    cause: unknown;
  }) => void;
}

const tracer = trace.getTracer('@ballast/api');

/**
 * Answers one HTTP request to the tRPC router: reads the body as strict UTF-8, takes the ladder's headers, continues
 * the caller's trace, and sets `X-Trace-Id` whatever happens.
 */
export function createHttpHandler<App extends object, Tx, Principal extends PrincipalBase>(
  options: HttpHandlerOptions<App, Tx, Principal>,
): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  return async (req, res) => {
    const parent = propagation.extract(ROOT_CONTEXT, req.headers);
    const path = procedurePath(req.url ?? '', options.basePath);
    const span = tracer.startSpan(
      `${req.method ?? 'GET'} ${options.basePath}`,
      {
        kind: SpanKind.SERVER,
        attributes: { [names.httpMethod]: req.method ?? 'GET', [names.httpRoute]: options.basePath },
      },
      parent,
    );
    const { traceId: spanTraceId } = span.spanContext();
    const traceId = /^0*$/.test(spanTraceId)
      ? options.ladder.runtime.uuid().replaceAll('-', '')
      : spanTraceId;
    res.setHeader('X-Trace-Id', traceId);
    res.once('close', () => {
      span.setAttribute(names.httpStatus, res.statusCode);
      if (res.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    await context.with(trace.setSpan(parent, span), () => answer(options, req, res, path, traceId));
  };
}

async function answer<App extends object, Tx, Principal extends PrincipalBase>(
  options: HttpHandlerOptions<App, Tx, Principal>,
  req: IncomingMessage,
  res: ServerResponse,
  path: string | LadderError,
  traceId: string,
): Promise<void> {
  const body = await readBody(req, options.maxBodyBytes ?? 1_048_576);
  const refused = [path, body].find((part) => part instanceof LadderError);
  const setHeader = (name: string, value: string) => {
    if (!res.headersSent) res.setHeader(name, value);
  };
  await nodeHTTPRequestHandler({
    router: options.router,
    path: path instanceof LadderError ? '' : path,
    req: Object.assign(req, { body: body instanceof LadderError ? undefined : body }),
    res,
    middleware: (_req, _res, next) => next(refused),
    createContext: ({ info }): LadderContext<App, Tx, Principal> => ({
      app: options.app,
      ladder: options.ladder,
      request: {
        headers: req.headers,
        idempotencyKey: idempotencyKeyOf(req, info.calls.length),
        callerBudgetMs: callerBudgetOf(req),
        traceId,
        setHeader,
      },
    }),
    onError: ({ error, path: failedPath }) => {
      rememberTraceId(error, traceId);
      const facts = describe(error, options.ladder.describeError);
      options.onError?.({ path: failedPath, reason: facts.reason, traceId, cause: error.cause ?? error });
    },
  });
}

function procedurePath(url: string, basePath: string): string | LadderError {
  try {
    // Decoding here is a check: an invalid escape would surface as an internal error later.
    decodeURIComponent(url.replaceAll('+', ' '));
    const { pathname } = new URL(url, 'http://localhost');
    return pathname.slice(basePath.length + 1);
  } catch {
    return new LadderError('invalid_encoding', 'The address is not valid UTF-8.');
  }
}

function idempotencyKeyOf(req: IncomingMessage, calls: number): string | undefined {
  const header = req.headers['idempotency-key'];
  if (header === undefined) return undefined;
  if (calls > 1) {
    throw new LadderError(
      'batch_not_allowed',
      'An Idempotency-Key is for one call: send it outside a batch.',
    );
  }
  try {
    return parseIdempotencyKey(Array.isArray(header) ? header.join(', ') : header);
  } catch (cause) {
    throw new TRPCError({ code: 'BAD_REQUEST', cause });
  }
}

function callerBudgetOf(req: IncomingMessage): number | undefined {
  const header = req.headers['x-request-timeout-ms'];
  if (header === undefined) return undefined;
  const budgetMs = typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : 0;
  if (budgetMs < 1) {
    throw new LadderError(
      'invalid_request_timeout',
      'X-Request-Timeout-Ms must be a positive whole number of milliseconds.',
    );
  }
  return budgetMs;
}

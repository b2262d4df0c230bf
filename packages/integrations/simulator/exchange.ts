import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from './control/fault-schema.ts';
import type { Faults } from './control/faults.ts';
import type { Journal } from './control/journal.ts';
import { fixtures } from './fixtures.ts';
import { digest } from './hash.ts';
import type { JsonObject } from './json.ts';
import { empty, type Reply } from './reply.ts';
import { header, readRequest, type SimRequest } from './request.ts';
import { findRoute, type Match } from './router.ts';
import type { AnswerDemand, Vendor, World } from './vendor.ts';
import { actOut } from './wire/act-out.ts';
import type { Holds } from './wire/holds.ts';
import { sendWhole } from './wire/send.ts';

/** What every exchange shares. */
export interface Exchange {
  readonly world: World;
  readonly vendors: readonly Vendor[];
  readonly faults: Faults;
  readonly journal: Journal;
  readonly holds: Holds;
}

function identityOf({ vendor, route, params }: Match, request: SimRequest, body: JsonObject): string {
  const token = vendor.token(request) ?? '';
  const call = { request, params, body, token, demand: undefined };
  const own = route === undefined ? undefined : vendor.identity?.(route, call);
  const query = [...request.query].sort().join('&');
  return digest(
    `${vendor.holder?.(token) ?? token}\n${own ?? `${request.method} ${request.path}?${query}\n${request.body}`}`,
    16,
  );
}

function handle(match: Match, request: SimRequest, demand: AnswerDemand | undefined): Reply {
  const { vendor, route, params } = match;
  if (route === undefined) return vendor.unknownRoute(request);
  if (request.tooLarge) return vendor.failure(413);
  const refused = vendor.refuse(request, route);
  if (refused !== undefined) return refused;
  const parsed = vendor.parse(request);
  if ('refused' in parsed) return parsed.refused;
  return route.handle({ request, params, body: parsed.body, token: vendor.token(request) ?? '', demand });
}

function demandOf(fault: Fault | undefined): AnswerDemand | undefined {
  if (fault === undefined) return undefined;
  if ('preset' in fault) return fixtures.get(fault.preset)?.answer;
  return fault.kind === 'answer' ? fault.answer : undefined;
}

function expireToken(vendor: Vendor, request: SimRequest, fault: Fault | undefined): void {
  if (fault === undefined || 'preset' in fault || fault.kind !== 'expire-token') return;
  const token = vendor.token(request);
  if (token !== undefined) vendor.expireToken(token, fault.dead);
}

/** Takes one request of a vendor's API from its first byte to its last. Rejects when the caller leaves while sending. */
export async function exchangeOne(
  exchange: Exchange,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { faults, journal, holds, world } = exchange;
  const request = await readRequest(message);
  const match = findRoute(exchange.vendors, request);
  if (match === undefined) return sendWhole(response, empty(404));
  const { vendor, route } = match;
  const parsed = vendor.parse(request);
  const identity = identityOf(match, request, 'body' in parsed ? parsed.body : {});
  const retry = header(request, 'x-stainless-retry-count');
  const line = journal.open({
    vendor: vendor.id,
    route: route?.name ?? 'unknown',
    method: request.method,
    identity,
    sdkRetry: retry === undefined ? null : Number(retry),
    traceId: /^00-([0-9a-f]{32})-/.exec(header(request, 'traceparent') ?? '')?.[1] ?? null,
  });
  const { entry } = line;
  const fault = faults.pick({ vendor: vendor.id, route: entry.route, identity, attempt: entry.attempt });
  if (fault !== undefined) line.note({ fault: 'preset' in fault ? fault.preset : fault.kind });
  expireToken(vendor, request, fault);
  const process = () => handle(match, request, demandOf(fault));
  await actOut({ response, line, vendor, holds, runtime: world.runtime, process }, fault);
}

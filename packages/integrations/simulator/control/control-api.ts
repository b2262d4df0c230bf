import * as z from 'zod';
import { fixtures } from '../fixtures.ts';
import { isObject, type Json, parseJson } from '../json.ts';
import { json, type Reply } from '../reply.ts';
import type { SimRequest } from '../request.ts';
import { type WebhookInput, webhookSchema } from '../webhooks/webhook-schema.ts';
import { explain } from './explain.ts';
import { type RuleInput, rulesSchema, vendorSchema } from './fault-schema.ts';
import type { ActiveRule } from './faults.ts';
import type { JournalEntry, JournalFilter } from './journal.ts';

/** What can be done to a simulator from outside. */
export interface Controls {
  faults(rules: readonly RuleInput[]): readonly ActiveRule[];
  activeFaults(): readonly ActiveRule[];
  clearFaults(id?: number): void;
  journal(filter?: JournalFilter): readonly JournalEntry[];
  reset(): void;
  events(input: WebhookInput): Promise<unknown>;
  state(): unknown;
}

type Handle = (controls: Controls, request: SimRequest) => Reply | Promise<Reply>;

const journalQuery = z.strictObject({
  vendor: vendorSchema.optional(),
  route: z.string().optional(),
  after: z.coerce.number().int().min(0).optional(),
});
const faultsQuery = z.strictObject({ id: z.coerce.number().int().min(1).optional() });

function refuse(message: string, status = 400): Reply {
  return json(status, { error: message });
}

function read<T>(schema: z.ZodType<T>, value: unknown): { readonly data: T } | { readonly refused: Reply } {
  const parsed = schema.safeParse(value);
  return parsed.success ? { data: parsed.data } : { refused: refuse(explain(parsed.error)) };
}

function bodyOf(request: SimRequest): { readonly value: Json } | { readonly refused: Reply } {
  const value = parseJson(request.body);
  return value === undefined ? { refused: refuse('The body is not JSON.') } : { value };
}

const handlers: Readonly<Record<string, Handle>> = {
  'POST /__sim/faults': (controls, request) => {
    const body = bodyOf(request);
    if ('refused' in body) return body.refused;
    const rules = read(rulesSchema, body.value);
    return 'refused' in rules ? rules.refused : json(200, controls.faults(rules.data));
  },
  'GET /__sim/faults': (controls) => json(200, controls.activeFaults()),
  'DELETE /__sim/faults': (controls, request) => {
    const query = read(faultsQuery, Object.fromEntries(request.query));
    if ('refused' in query) return query.refused;
    controls.clearFaults(query.data.id);
    return json(200, controls.activeFaults());
  },
  'GET /__sim/presets': () => json(200, [...fixtures.keys()]),
  'GET /__sim/journal': (controls, request) => {
    const query = read(journalQuery, Object.fromEntries(request.query));
    return 'refused' in query ? query.refused : json(200, controls.journal(query.data));
  },
  'POST /__sim/reset': (controls) => {
    controls.reset();
    return json(200, { reset: true });
  },
  'POST /__sim/events': async (controls, request) => {
    const body = bodyOf(request);
    if ('refused' in body) return body.refused;
    const event = read(webhookSchema, body.value);
    if ('refused' in event) return event.refused;
    const sent = await controls.events(event.data);
    return isObject(sent) && 'problem' in sent ? refuse(String(sent['problem'])) : json(200, sent);
  },
  'GET /__sim/state': (controls) => json(200, controls.state()),
};

/** Answers below `/__sim`. Input it can't use is a 400 that says what is wrong with it. */
export async function answerControl(controls: Controls, request: SimRequest): Promise<Reply> {
  const handler = handlers[`${request.method} ${request.path}`];
  if (handler !== undefined) return handler(controls, request);
  const known = Object.keys(handlers);
  return known.some((name) => name.endsWith(` ${request.path}`))
    ? refuse(`${request.method} is not answered here.`, 405)
    : refuse(`There is ${known.join(', ')}.`, 404);
}

import * as z from 'zod';
import { fixtures } from '../fixtures.ts';
import { type VendorId, vendorIds } from '../vendor.ts';

const ms = z.number().int().min(0).max(3_600_000);
const headers = z.record(z.string(), z.string());

const kindSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('status'),
    status: z.number().int().min(200).max(599),
    headers: headers.optional(),
    /** A string is sent as HTML, anything else as JSON. Absent: the vendor's own answer with that status. */
    body: z.json().optional(),
    effect: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal('reset-before-effect') }),
  z.strictObject({ kind: z.literal('reset-after-effect') }),
  z.strictObject({ kind: z.literal('stall-headers'), effect: z.boolean().default(false) }),
  z.strictObject({ kind: z.literal('stall-body') }),
  z.strictObject({
    kind: z.literal('slow-body'),
    everyMs: ms.default(100),
    bytes: z.number().int().min(1).default(16),
  }),
  z.strictObject({ kind: z.literal('malformed') }),
  z.strictObject({ kind: z.literal('truncated') }),
  /** `late`: the vendor acts after the wait, even when the caller has left by then. */
  z.strictObject({ kind: z.literal('latency'), ms, late: z.boolean().default(false) }),
  /** `dead`: the refresh token behind it dies too. */
  z.strictObject({ kind: z.literal('expire-token'), dead: z.boolean().default(false) }),
  z.strictObject({
    kind: z.literal('answer'),
    answer: z.enum(['refusal', 'length', 'off-schema', 'not-json']),
  }),
]);

/** Those that can be said by their name alone. */
const bareKinds = [
  'reset-before-effect',
  'reset-after-effect',
  'stall-headers',
  'stall-body',
  'slow-body',
  'malformed',
  'truncated',
  'expire-token',
] as const;

/** What can happen to one request. `effect` says whether the vendor acted before things went wrong. */
export const faultSchema = z.union([
  z.enum(bareKinds).transform((kind) => kindSchema.parse({ kind })),
  kindSchema,
  z.strictObject({
    preset: z
      .string()
      .refine((name) => fixtures.has(name), { error: 'no such preset; see GET /__sim/presets' }),
    headers: headers.optional(),
    effect: z.boolean().default(false),
  }),
]);

export type FaultInput = z.input<typeof faultSchema>;
export type Fault = z.output<typeof faultSchema>;

const calendarToo = ['google-calendar', 'google_calendar'] as const;
export const vendorSchema = z
  .enum([...vendorIds, ...calendarToo])
  .transform(
    (name): VendorId => (name === 'google-calendar' || name === 'google_calendar' ? 'calendar' : name),
  );

export const ruleSchema = z
  .strictObject({
    /** Absent: the preset's own vendor, else every vendor. `google` also covers Gmail and Calendar. */
    vendor: vendorSchema.optional(),
    /** A route's name, a prefix ending in `*`, or a list of them. Absent: every route. */
    route: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional(),
    /** How many requests are hit at most. Default 1, or no limit with `rate` or `forMs`. */
    times: z.number().int().min(1).optional(),
    /** Share of the requests that are hit, 0..1. Default 1. */
    rate: z.number().min(0).max(1).optional(),
    /** Lets this many matching requests pass first. */
    skip: z.number().int().min(0).default(0),
    /** The rule ends this long after it was set. */
    forMs: ms.optional(),
    seed: z.number().int().default(1),
    /** Of several, one is drawn for each request. */
    fault: z.union([faultSchema, z.array(faultSchema).min(1)]),
  })
  .readonly();

export type RuleInput = z.input<typeof ruleSchema>;
export type Rule = z.output<typeof ruleSchema>;

/** One rule, a list of them, or `{faults: […]}`. */
export const rulesSchema = z.union([
  z.array(ruleSchema),
  z.strictObject({ faults: z.array(ruleSchema) }).transform(({ faults }) => faults),
  ruleSchema.transform((rule) => [rule]),
]);

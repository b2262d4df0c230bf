import { z } from 'zod';

const traceId = z.string().regex(/^[0-9a-f]{32}$/);
const spanId = z.string().regex(/^[0-9a-f]{16}$/);
/** Nanoseconds since 1970: a decimal string on the wire, since they don't fit a double exactly; µs do. */
const nanoseconds = z.union([z.string().regex(/^\d{1,20}$/), z.number().nonnegative()]).transform(Number);

const value = z.object({
  stringValue: z.string().optional(),
  boolValue: z.boolean().optional(),
  intValue: z.union([z.string(), z.number()]).optional(),
  doubleValue: z.number().optional(),
});
const attributes = z.array(z.object({ key: z.string().max(200), value })).default([]);

const span = z.object({
  traceId,
  spanId,
  parentSpanId: z.union([spanId, z.literal('')]).optional(),
  name: z.string(),
  kind: z.int().min(0).max(5).default(0),
  startTimeUnixNano: nanoseconds,
  endTimeUnixNano: nanoseconds,
  attributes,
  links: z.array(z.object({ traceId, spanId })).max(128).default([]),
  status: z.object({ code: z.int().min(0).max(2).default(0) }).default({ code: 0 }),
});

/** The part of an OTLP/JSON trace export request that is kept; the rest is ignored, as the protocol asks. */
export const otlpRequest = z.object({
  resourceSpans: z
    .array(
      z.object({
        resource: z.object({ attributes }).default({ attributes: [] }),
        scopeSpans: z.array(z.object({ spans: z.array(span).max(10_000).default([]) })).default([]),
      }),
    )
    .default([]),
});

export type OtlpSpan = z.output<typeof span>;

/** An attribute's value as JSON has it; undefined for lists and maps, which none of ours is. */
export function plainValue(given: z.output<typeof value>): string | number | boolean | undefined {
  if (given.intValue !== undefined) return Number(given.intValue);
  return given.stringValue ?? given.boolValue ?? given.doubleValue;
}

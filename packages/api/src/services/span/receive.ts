import { type Database, toDatabaseError } from '@ballast/db';
import { Deadline, telemetryAttributes as names, type Runtime } from '@ballast/reliability';
import { DomainError } from '../../errors.ts';
import { type OtlpSpan, otlpRequest, plainValue } from './otlp.ts';

/** What may be kept: the attributes of our one table. Whatever else a sender put on a span is dropped unread. */
const kept: ReadonlySet<string> = new Set(Object.values(names));
const longestText = 2_000;
const batchSize = 200;
const writeBudgetMs = 5_000;

type Attributes = Record<string, string | number | boolean>;

/**
 * Keeps one OTLP/JSON export request. A span that is sent again is the same span.
 * @throws DomainError `validation_failed` for anything that is no such request.
 */
export async function receiveSpans(
  ctx: { readonly database: Database; readonly runtime: Runtime },
  request: unknown,
): Promise<{ kept: number }> {
  const parsed = otlpRequest.safeParse(request);
  if (!parsed.success) throw new DomainError('validation_failed', 'This is no OTLP/JSON trace request.');
  const rows = parsed.data.resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const named = resource.attributes.find(({ key }) => key === 'service.name');
    const service = String((named && plainValue(named.value)) ?? 'unknown');
    return scopeSpans.flatMap(({ spans }) => spans.map((span) => rowOf(span, service)));
  });
  using deadline = Deadline.start(writeBudgetMs, { runtime: ctx.runtime });
  for (let start = 0; start < rows.length; start += batchSize) {
    const batch = rows.slice(start, start + batchSize);
    await ctx.database
      .transaction({ deadline, name: 'spans.receive' }, (tx) =>
        tx.kysely
          .insertInto('Span')
          .values(batch)
          .onConflict((oc) => oc.columns(['traceId', 'spanId']).doNothing())
          .execute(),
      )
      .catch((error: unknown) => {
        throw toDatabaseError(error);
      });
  }
  return { kept: rows.length };
}

function rowOf(span: OtlpSpan, service: string) {
  const attributes = attributesOf(span);
  const owner = attributes[names.userId];
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId ? span.parentSpanId : null,
    name: span.name.slice(0, 200),
    service: service.slice(0, 100),
    kind: span.kind,
    startMs: span.startTimeUnixNano / 1e6,
    endMs: span.endTimeUnixNano / 1e6,
    statusCode: span.status.code,
    attributes: JSON.stringify(attributes),
    links: JSON.stringify(span.links.map(({ traceId, spanId }) => ({ traceId, spanId }))),
    ownerId: typeof owner === 'string' ? owner : null,
  };
}

function attributesOf(span: OtlpSpan): Attributes {
  const attributes: Attributes = {};
  for (const { key, value } of span.attributes) {
    if (!kept.has(key)) continue;
    const plain = plainValue(value);
    if (plain !== undefined)
      attributes[key] = typeof plain === 'string' ? plain.slice(0, longestText) : plain;
  }
  return attributes;
}

import Link from 'next/link';
import type { Operations } from '../../trpc/client.ts';
import { durationWords } from '../../ui/format.ts';

/** Everything that is known of one span. */
export function SpanDetails({ span }: { span: Operations['trace']['spans'][number] }) {
  const facts: [string, string][] = [
    ['service', span.service],
    ['started after', durationWords(span.offsetMs)],
    ...Object.entries(span.attributes).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  ];
  return (
    <div className="px-4 pt-1 pb-4">
      <dl className="grid gap-x-4 gap-y-1 text-xs sm:grid-cols-[minmax(8rem,auto)_1fr]">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="font-mono text-faint">{name}</dt>
            <dd className="font-mono wrap-anywhere whitespace-pre-wrap max-sm:mb-1">{value}</dd>
          </div>
        ))}
      </dl>
      {span.links.length > 0 ? (
        <p className="mt-2 text-sm">
          {span.links.map(({ traceId, spanId }) => (
            <Link
              key={`${traceId} ${spanId}`}
              href={`/operations/traces/${traceId}`}
              className="mr-4 text-accent underline underline-offset-2"
            >
              What enqueued it
            </Link>
          ))}
        </p>
      ) : null}
    </div>
  );
}

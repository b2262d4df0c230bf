import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type OtlpSpan, otlpRequest } from '../../src/services/span/otlp.ts';

/** A span as it came over the wire, and whose it is. */
export interface ReceivedSpan extends OtlpSpan {
  readonly service: string;
}

/** An OTLP/HTTP receiver on a port of its own. */
export interface Collector extends AsyncDisposable {
  readonly url: string;
  readonly spans: ReceivedSpan[];
  /** Everything that was received, as it was written. */
  readonly texts: string[];
}

export async function startCollector(): Promise<Collector> {
  const spans: ReceivedSpan[] = [];
  const texts: string[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      texts.push(text);
      for (const { resource, scopeSpans } of otlpRequest.parse(JSON.parse(text)).resourceSpans) {
        const named = resource.attributes.find(({ key }) => key === 'service.name');
        const service = named?.value.stringValue ?? '';
        for (const scope of scopeSpans) spans.push(...scope.spans.map((span) => ({ ...span, service })));
      }
      res.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    texts,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

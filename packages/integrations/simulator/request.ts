import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { isObject, type JsonObject, parseJson } from './json.ts';

/** A request with its whole body, before any vendor looked at it. */
export interface SimRequest {
  readonly method: string;
  /** Path without the query, percent-decoded by nobody yet. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** More than 8 MiB came; the rest was read and thrown away. */
  readonly tooLarge: boolean;
}

const mostBytes = 8 * 1024 * 1024;

/** The request with its body; rejects when the client leaves before it was all sent. */
export async function readRequest(message: IncomingMessage): Promise<SimRequest> {
  const url = new URL(message.url ?? '/', 'http://simulator');
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= mostBytes) chunks.push(chunk);
  }
  return {
    method: message.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: message.headers,
    body: Buffer.concat(chunks).toString('utf8'),
    tooLarge: bytes > mostBytes,
  };
}

export function header(request: SimRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** The token of `Authorization: Bearer …`. */
export function bearer(request: SimRequest): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(header(request, 'authorization') ?? '')?.[1];
}

/** The body as a JSON object; undefined when it is anything else. An empty body is an empty object. */
export function jsonBody(request: SimRequest): JsonObject | undefined {
  if (request.body.trim() === '') return {};
  const value = parseJson(request.body);
  return isObject(value) ? value : undefined;
}

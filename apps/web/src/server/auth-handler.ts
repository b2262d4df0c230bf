import type { IncomingMessage, ServerResponse } from 'node:http';
import { clientAddressHeader } from './auth.ts';
import { clientAddress } from './client-address.ts';
import { toHeaders } from './to-headers.ts';

const maxBodyBytes = 64 * 1024;

/** Answers one request to the accounts API. The body must not have been read; it may be 64 KiB at most. */
export function createAuthHandler(options: {
  appUrl: string;
  handler: (request: Request) => Promise<Response>;
}): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  return async (req, res) => {
    const body = await readBody(req);
    if (body === undefined) {
      res.writeHead(413, { 'content-type': 'application/json', connection: 'close' });
      res.end(JSON.stringify({ code: 'PAYLOAD_TOO_LARGE', message: 'This request is too large.' }));
      return;
    }
    const request = new Request(new URL(req.url ?? '/', options.appUrl), {
      method: req.method ?? 'GET',
      headers: requestHeaders(req, options.appUrl),
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    });
    await send(await options.handler(request), res);
  };
}

function requestHeaders(req: IncomingMessage, appUrl: string): Headers {
  const headers = toHeaders(req.headers);
  headers.set(clientAddressHeader, clientAddress(req));
  // A browser sends an Origin with every POST, and Sec-Fetch-Site with most. Without any of these this is a script with
  // its own cookies: no page of somebody else can have made it, and it may sign in like anybody.
  const fromPage = ['origin', 'referer', 'sec-fetch-site'].some((name) => headers.has(name));
  if (!fromPage) headers.set('origin', new URL(appUrl).origin);
  return headers;
}

async function readBody(req: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(req.headers['content-length'] ?? 0) > maxBodyBytes) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of req) {
    length += chunk.length;
    if (length > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function send(response: Response, res: ServerResponse): Promise<void> {
  res.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') res.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) res.setHeader('set-cookie', cookies);
  res.end(Buffer.from(await response.arrayBuffer()));
}

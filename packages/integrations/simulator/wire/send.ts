import type { ServerResponse } from 'node:http';
import type { Reply } from '../reply.ts';
import { type Holds, isGone } from './holds.ts';

/** Sends the whole answer. Resolves when it is out, or the caller is gone. */
export function sendWhole(response: ServerResponse, reply: Reply, body = reply.body): Promise<void> {
  const bytes = Buffer.from(body);
  return new Promise((resolve) => {
    if (isGone(response)) return resolve();
    response.once('close', resolve);
    response.writeHead(reply.status, { ...reply.headers, 'content-length': bytes.length });
    response.end(bytes, () => resolve());
  });
}

function splitBody(reply: Reply): { readonly all: Buffer; readonly half: Buffer } {
  const all = Buffer.from(reply.body);
  return { all, half: all.subarray(0, Math.floor(all.length / 2)) };
}

/** Sends the headers and half of the body, then nothing more. Resolves when the caller has left. */
export function sendHalfAndStall(response: ServerResponse, reply: Reply, holds: Holds): Promise<void> {
  const { all, half } = splitBody(reply);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': all.length });
  response.flushHeaders();
  response.write(half);
  return holds.untilClosed(response);
}

/** Promises the whole body, sends half of it and hangs up. */
export function sendHalfAndHangUp(response: ServerResponse, reply: Reply): Promise<void> {
  const { all, half } = splitBody(reply);
  return new Promise((resolve) => {
    response.once('close', resolve);
    response.writeHead(reply.status, { ...reply.headers, 'content-length': all.length, connection: 'close' });
    response.write(half, () => response.socket?.destroy());
  });
}

/** The body in drips, one every `everyMs`. True when all of it went out before the caller left. */
export async function sendSlowly(
  response: ServerResponse,
  reply: Reply,
  drip: { readonly everyMs: number; readonly bytes: number },
  holds: Holds,
): Promise<boolean> {
  const all = Buffer.from(reply.body);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': all.length });
  response.flushHeaders();
  for (let sent = 0; sent < all.length; sent += drip.bytes) {
    await holds.wait(drip.everyMs, response);
    if (isGone(response)) return false;
    response.write(all.subarray(sent, sent + drip.bytes));
  }
  response.end();
  return true;
}

/** Cuts the connection with a TCP reset, so that the caller sees ECONNRESET and no orderly end. */
export function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

/** An answer that calls itself JSON and isn't: it ends in the middle. */
export function malformedBody(reply: Reply): string {
  return reply.body.length > 2 ? reply.body.slice(0, Math.ceil(reply.body.length / 2)) : '{"';
}

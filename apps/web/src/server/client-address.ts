import type { IncomingMessage } from 'node:http';

const loopback = /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/i;
const behindProxy =
  /^(?:::1|f[cd][0-9a-f]{2}:.*|(?:::ffff:)?(?:127|10)\..*|(?:::ffff:)?192\.168\..*|(?:::ffff:)?172\.(?:1[6-9]|2\d|3[01])\..*)$/i;

/** True for this machine itself. */
export function isLoopback(address: string): boolean {
  return loopback.test(address);
}

/**
 * The address a request came from. Only a peer on a private network may be a proxy of ours: then the address it
 * appended last counts. What a stranger wrote into `X-Forwarded-For` never does.
 */
export function clientAddress(req: Pick<IncomingMessage, 'headers' | 'socket'>): string {
  const peer = req.socket.remoteAddress ?? 'unknown';
  const forwarded = req.headers['x-forwarded-for'];
  if (forwarded === undefined || !behindProxy.test(peer)) return peer;
  const list = Array.isArray(forwarded) ? forwarded.join(',') : forwarded;
  return list.split(',').at(-1)?.trim() || peer;
}

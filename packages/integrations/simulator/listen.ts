import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that is reachable. */
export interface Listening {
  readonly url: string;
  /** Hangs up on everybody and frees the port. */
  close(): Promise<void>;
}

/** Listens on `host:port`, 0 for any free port. Rejects with the system's error when the port is taken. */
export async function listen(
  host: string,
  port: number,
  handle: (message: IncomingMessage, response: ServerResponse) => Promise<void>,
): Promise<Listening> {
  const server = createServer((message, response) => {
    // Nobody is left to tell: a caller who hung up while sending is part of what is simulated.
    handle(message, response).catch(() => response.destroy());
  });
  // An idle connection is never closed from here: a request sent at that moment would look like a fault.
  server.keepAliveTimeout = 0;
  server.headersTimeout = 0;
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${actual}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

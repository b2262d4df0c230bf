import { Socket } from 'node:net';
import pg from 'pg';

/** What pg's classes have but its type declarations leave out (pg 8.23, lib/client.js and lib/connection.js). */
interface Backend {
  readonly connection: pg.Connection;
  readonly host: string;
  readonly port: number;
  readonly ssl: boolean | object;
  readonly processID: number | null;
  readonly secretKey: number | null;
}

interface CancelConnection {
  connect(port: number, host: string): void;
  connect(socketPath: string): void;
  requestSsl(): void;
  cancel(processID: number, secretKey: number): void;
}

/** How long a request that nobody waits for any more may still be on its way, in ms. */
const lingerMs = 10_000;

/**
 * Asks the server to cancel what a connection is running, by the protocol's CancelRequest, which PgBouncer forwards
 * to the right server connection. Resolves when the server has taken it; then the signal is on its way to the
 * backend. Never rejects: a lost request shows as a statement that goes on. Stops waiting when the connection itself
 * closes: a server that is out of reach would never answer.
 */
export function requestCancel(client: pg.ClientBase): Promise<void> {
  const { connection: target, host, port, ssl, processID, secretKey } = client as unknown as Backend;
  if (processID === null || secretKey === null || target.stream.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const connection = new pg.Connection({ ssl } as pg.ConnectionConfig);
    const wire = connection as unknown as CancelConnection;
    const send = (): void => wire.cancel(processID, secretKey);
    connection.once('connect', () => (ssl ? wire.requestSsl() : send()));
    connection.once('sslconnect', send);
    // The request goes on: the statement may as well, and PgBouncer before 1.19.1, left by the sender of a request it
    // is forwarding, throws out whichever client comes next instead.
    const leave = (): void => {
      const { stream } = connection;
      if (stream instanceof Socket) stream.unref().setTimeout(lingerMs, () => stream.destroy());
      resolve();
    };
    const finish = (): void => {
      target.stream.off('close', leave);
      connection.stream.destroy();
      resolve();
    };
    connection.on('error', finish);
    connection.once('end', finish);
    target.stream.once('close', leave);
    if (host.startsWith('/')) wire.connect(`${host}/.s.PGSQL.${port}`);
    else wire.connect(port, host);
  });
}

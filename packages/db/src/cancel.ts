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

/**
 * Asks the server to cancel what a connection is running, by the protocol's CancelRequest, which PgBouncer forwards
 * to the right server connection. Resolves when the server has taken it; then the signal is on its way to the
 * backend. Never rejects: a lost request shows as a statement that goes on. Gives up when the connection itself
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
    const finish = (): void => {
      target.stream.off('close', finish);
      connection.stream.destroy();
      resolve();
    };
    connection.on('error', finish);
    connection.once('end', finish);
    target.stream.once('close', finish);
    if (host.startsWith('/')) wire.connect(`${host}/.s.PGSQL.${port}`);
    else wire.connect(port, host);
  });
}

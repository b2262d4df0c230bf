import pg from 'pg';

/** What pg's classes have but its type declarations leave out (pg 8.23, lib/client.js and lib/connection.js). */
interface Backend {
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
 * backend. Never rejects: a lost request shows as a statement that goes on.
 */
export function requestCancel(client: pg.ClientBase): Promise<void> {
  const { host, port, ssl, processID, secretKey } = client as unknown as Backend;
  if (processID === null || secretKey === null) return Promise.resolve();
  return new Promise((resolve) => {
    const connection = new pg.Connection({ ssl } as pg.ConnectionConfig);
    const wire = connection as unknown as CancelConnection;
    const send = (): void => wire.cancel(processID, secretKey);
    connection.once('connect', () => (ssl ? wire.requestSsl() : send()));
    connection.once('sslconnect', send);
    connection.on('error', () => resolve());
    connection.once('end', resolve);
    if (host.startsWith('/')) wire.connect(`${host}/.s.PGSQL.${port}`);
    else wire.connect(port, host);
  });
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with one request. Not answering at all is allowed. */
export type Step = (res: ServerResponse, req: IncomingMessage, body: string) => void;

export interface Seen {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Whether the client has closed the connection before the answer was complete. */
  cutOff: boolean;
}

/** A vendor played by number of the request; the last step plays all further ones. */
export interface ScriptedServer extends AsyncDisposable {
  readonly url: string;
  readonly seen: readonly Seen[];
  open(): number;
}

export async function startScript(...steps: readonly Step[]): Promise<ScriptedServer> {
  const seen: Seen[] = [];
  const server = createServer((req, res) => {
    const step = steps[Math.min(seen.length, steps.length - 1)];
    const chunks: Buffer[] = [];
    const one = { path: req.url ?? '', headers: req.headers, body: '', cutOff: false };
    seen.push(one);
    res.on('close', () => {
      one.cutOff = !res.writableEnded;
    });
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      one.body = Buffer.concat(chunks).toString('utf8');
      step?.(res, req, one.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  let connections = 0;
  server.on('connection', (socket) => {
    connections += 1;
    socket.on('close', () => {
      connections -= 1;
    });
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    open: () => connections,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function answer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Step {
  return (res) => {
    res.writeHead(status, { 'content-type': 'application/json', ...headers });
    res.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

export const reset: Step = (res) => void res.destroy();
export const stallHeaders: Step = () => {};
export const stallBody: Step = (res) => {
  res.writeHead(200, { 'content-type': 'application/json' });
  res.write('{"half":');
};

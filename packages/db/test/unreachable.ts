import { connect, createServer, type Socket } from 'node:net';

/** A way to the database that can stop carrying anything, as a network does, without closing a connection. */
export interface Link extends AsyncDisposable {
  /** The same database, by way of the link. */
  readonly url: string;
  /** From here on nothing arrives on either side; new connections are taken and never answered. */
  cut(): void;
}

/** Opens a link to the server of `url`. */
export async function openLink(url: string): Promise<Link> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    sockets.add(near);
    near.on('error', () => near.destroy());
    if (isCut) return;
    const far = connect(Number(target.port), target.hostname);
    sockets.add(far);
    far.on('error', () => far.destroy());
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const near = new URL(url);
  near.hostname = '127.0.0.1';
  near.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: near.toString(),
    cut: () => {
      isCut = true;
      for (const socket of sockets) {
        socket.unpipe();
        socket.pause();
      }
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

import { connect, createServer, type Socket } from 'node:net';

/** A way to a server on which a test decides when things pass. */
export interface Gate extends AsyncDisposable {
  /** The same database, by way of the gate. */
  readonly url: string;
}

export interface Keeper {
  /** Called before bytes go on to the server. */
  onWayIn?(bytes: Buffer): Promise<void> | void;
  /** Called when the server has taken a CancelRequest, before its sender hears of it. */
  onCancelTaken?(): Promise<void> | void;
}

/** The code by which a connection says that it is there to cancel another one's statement. */
const cancelRequestCode = 80_877_102;

/** Opens a gate to the server of `url`. */
export async function openGate(url: string, keeper: Keeper): Promise<Gate> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const through = async (near: Socket): Promise<void> => {
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    let cancels = false;
    far.pipe(near, { end: false });
    far.once('end', async () => {
      if (cancels) await keeper.onCancelTaken?.();
      near.end();
    });
    near.once('close', () => far.end());
    for await (const bytes of near as AsyncIterable<Buffer>) {
      cancels ||= bytes.length === 16 && bytes.readUInt32BE(4) === cancelRequestCode;
      await keeper.onWayIn?.(bytes);
      far.write(bytes);
    }
  };
  const server = createServer((near) => {
    through(near).catch(() => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const near = new URL(url);
  near.hostname = '127.0.0.1';
  near.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: near.toString(),
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

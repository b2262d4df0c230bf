import { createServer } from 'node:net';
import { StartFailure } from './failure.ts';

/** Whether something listens on a port of this machine already. */
export async function portIsTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(true));
    probe.listen(port, () => probe.close(() => resolve(false)));
  });
}

/**
 * Checks a port before anything long is begun.
 * @throws StartFailure when it is taken, naming one that is free
 */
export async function requireFreePort(port: number): Promise<void> {
  if (!(await portIsTaken(port))) return;
  let free = port + 1;
  while (await portIsTaken(free)) free += 1;
  throw new StartFailure(
    `Port ${port} is in use. Stop what uses it, or start on another one: PORT=${free} npm start`,
  );
}

/** A port nobody listens on right now. */
export async function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

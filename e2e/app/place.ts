import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the app under test lives. */
export interface Place {
  readonly port: number;
  readonly dataDir: string;
  readonly url: string;
}

/** True when the app runs already, at `BALLAST_E2E_PORT` on `BALLAST_E2E_DATA_DIR`: stories start in no time. */
const given = process.env['BALLAST_E2E_PORT'] !== undefined && process.env['BALLAST_E2E_OURS'] === undefined;

/**
 * The place of this run: chosen once, then handed on through the environment, since each worker reads the
 * configuration anew.
 */
export async function placeOfThisRun(): Promise<Place & { given: boolean }> {
  if (!given) process.env['BALLAST_E2E_OURS'] = '1';
  process.env['BALLAST_E2E_PORT'] ??= String(await freePort());
  process.env['BALLAST_E2E_DATA_DIR'] ??= mkdtempSync(join(tmpdir(), 'ballast-e2e-'));
  const port = Number(process.env['BALLAST_E2E_PORT']);
  return { given, port, dataDir: process.env['BALLAST_E2E_DATA_DIR'], url: `http://localhost:${port}` };
}

/** A port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
}

import { rm } from 'node:fs/promises';
import { attachEmbedded } from './embedded.ts';
import { makeServerDirectory, sharedDirectoryVariable } from './testing-directory.ts';

/** Speed over safety: the data is thrown away. */
export const testSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  deadlock_timeout: '50',
} as const;

export interface TestServer {
  readonly adminUrl: string;
  release(): Promise<void>;
}

let attached: Promise<{ url: string }> | undefined;
let ownServer: Promise<{ adminUrl: string; stop: () => Promise<void> }> | undefined;
let users = 0;

/** The server that tests share; without a test runner (benchmarks) one of this process, stopped by its last user. */
export async function acquireTestServer(): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return { adminUrl: given, release: async () => {} };
  const shared = process.env[sharedDirectoryVariable];
  if (shared) {
    attached ??= attachEmbedded({ dataDir: shared, settings: testSettings });
    return { adminUrl: (await attached).url, release: async () => {} };
  }
  users += 1;
  ownServer ??= startOwnServer();
  const { adminUrl, stop } = await ownServer;
  return {
    adminUrl,
    release: async () => {
      users -= 1;
      if (users > 0) return;
      ownServer = undefined;
      await stop();
    },
  };
}

async function startOwnServer(): Promise<{ adminUrl: string; stop: () => Promise<void> }> {
  const dataDir = await makeServerDirectory();
  const { url, stop } = await attachEmbedded({ dataDir, settings: testSettings });
  return {
    adminUrl: url,
    stop: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The admin URL, pointed at another database of the same server. */
export function databaseUrl(adminUrl: string, database: string, parameters: Record<string, string>): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.toString();
}

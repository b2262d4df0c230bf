import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartFailure } from './failure.ts';

/** Secrets that the apps need, and how many random bytes a generated one has. */
const secretBytes = { AUTH_SECRET: 32, CRON_SECRET: 32, ENCRYPTION_KEY: 32 } as const;
type SecretName = keyof typeof secretBytes;
const names = Object.keys(secretBytes) as SecretName[];

/**
 * The apps' secrets: from the environment, else generated once into `<dataDir>/secrets` (mode 600), one file each.
 * @throws StartFailure in production on a database of one's own, where every instance must be given the same ones
 */
export async function readSecrets(options: {
  dataDir: string;
  env: NodeJS.ProcessEnv;
  ownDatabase: boolean;
}): Promise<Record<SecretName, string>> {
  const { dataDir, env, ownDatabase } = options;
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0 && ownDatabase && env['NODE_ENV'] === 'production') {
    throw new StartFailure(
      `${missing.join(', ')} must be set when DATABASE_URL is: make each with \`openssl rand -base64 32\`.`,
    );
  }
  const entries = await Promise.all(
    names.map(async (name) => [name, env[name] || (await keptSecret(dataDir, name))]),
  );
  return Object.fromEntries(entries);
}

async function keptSecret(dataDir: string, name: SecretName): Promise<string> {
  const directory = join(dataDir, 'secrets');
  const path = join(directory, name);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const kept = await readFile(path, 'utf8').catch(() => '');
  if (kept.trim()) return kept.trim();
  const made = randomBytes(secretBytes[name]).toString('base64');
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(`${made}\n`);
    // On disk before it is used: a secret that signed something must not be another one after a power cut.
    await file.sync();
  } finally {
    await file.close();
  }
  return made;
}

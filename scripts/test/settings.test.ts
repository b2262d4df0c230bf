import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSecrets } from '../launcher/secrets.ts';
import { readSettings } from '../launcher/settings.ts';

describe('readSettings', () => {
  test('has a default for everything, and an empty value is absent', () => {
    expect(readSettings('/srv/ballast', { PORT: '', DATABASE_URL: '' })).toEqual({
      port: 3000,
      appUrl: 'http://localhost:3000',
      dataDir: '/srv/ballast/.data',
      databaseUrl: undefined,
      directUrl: undefined,
    });
  });

  test.each(['0', '65536', '-1', '80x', '3000.5', ' 3000'])('PORT=%j is refused by name', (PORT) => {
    expect(() => readSettings('/', { PORT })).toThrow(`PORT needs a port from 1 to 65535 (got "${PORT}").`);
  });

  test('a bad DATABASE_URL is refused without repeating it: it may hold a password', () => {
    const DATABASE_URL = 'mysql://me:hunter2@db/x';
    expect(() => readSettings('/', { DATABASE_URL })).toThrow(/^DATABASE_URL needs/);
    expect(() => readSettings('/', { DATABASE_URL })).not.toThrow(/hunter2/);
  });

  test('a bad APP_URL is refused', () => {
    expect(() => readSettings('/', { APP_URL: 'ftp://x' })).toThrow(/^APP_URL needs/);
  });
});

describe('readSecrets', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'ballast-secrets-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  test('are made once, kept for the owner alone, and stay what they are', async () => {
    const options = { dataDir, env: {}, ownDatabase: false };
    const made = await readSecrets(options);
    expect(await readSecrets(options)).toEqual(made);
    expect(new Set(Object.values(made)).size).toBe(3);
    expect(Buffer.from(made.ENCRYPTION_KEY, 'base64')).toHaveLength(32);
    for (const name of await readdir(join(dataDir, 'secrets'))) {
      const path = join(dataDir, 'secrets', name);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect((await readFile(path, 'utf8')).trim()).toBe(made[name as keyof typeof made]);
    }
  });

  test('given ones are used and not written down', async () => {
    const env = { AUTH_SECRET: 'a', CRON_SECRET: 'c', ENCRYPTION_KEY: 'e' };
    expect(await readSecrets({ dataDir, env, ownDatabase: true })).toEqual(env);
    expect(await readdir(dataDir)).toEqual([]);
  });

  test('in production on a database of one’s own they must be given', async () => {
    const options = { dataDir, env: { NODE_ENV: 'production', CRON_SECRET: 'c' }, ownDatabase: true };
    await expect(readSecrets(options)).rejects.toThrow(/^AUTH_SECRET, ENCRYPTION_KEY must be set/);
  });
});

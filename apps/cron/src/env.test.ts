import { describe, expect, test } from 'vitest';
import { readEnv } from './env.ts';

const least = {
  DATABASE_URL: 'postgresql://ballast@localhost/ballast',
  CRON_SECRET: 'sixteen characters',
};

test('two variables are enough; an empty one counts as absent', () => {
  expect(readEnv({ ...least, JOB_CONCURRENCY: '', DATABASE_DIRECT_URL: '' })).toEqual({
    ...least,
    APP_URL: 'http://localhost:3000',
    DAILY_DIGEST_CRON: '0 * * * *',
    WEEKLY_REVIEW_CRON: '0 * * * *',
    JOB_CONCURRENCY: 4,
    JOB_SILENCE_MS: 30_000,
    SHUTDOWN_GRACE_MS: 8_000,
    LOG_LEVEL: 'info',
  });
});

const messageOf = (env: Record<string, string>): string => {
  try {
    readEnv(env);
    return 'usable';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a bad value is named, with what it got and what it needs', () => {
  test.each([
    ['JOB_CONCURRENCY', 'many', 'needs a whole number from 1 to 50'],
    ['JOB_CONCURRENCY', '0', 'needs a whole number from 1 to 50'],
    ['JOB_CONCURRENCY', '2.5', 'needs a whole number from 1 to 50'],
    ['JOB_SILENCE_MS', '5', 'needs 1000 to 600000 ms'],
    ['SHUTDOWN_GRACE_MS', '-1', 'needs 1 to 3600000 ms'],
    ['DAILY_DIGEST_CRON', 'every morning', 'needs five fields of cron'],
    ['WEEKLY_REVIEW_CRON', '99 * * * *', 'needs five fields of cron'],
    ['APP_URL', 'localhost:3000', 'needs an http:// or https:// address'],
    ['API_URL', 'ftp://example.test', 'needs an http:// or https:// address'],
    ['LOG_LEVEL', 'loud', 'needs fatal, error, warn, info, debug or silent'],
  ])('%s=%s', (name, value, needs) => {
    const message = messageOf({ ...least, [name]: value });
    expect(message).toContain(`${name}: ${needs}`);
    expect(message).toContain(`got "${value}"`);
  });

  test('all at once, the missing ones too', () => {
    const message = messageOf({ JOB_CONCURRENCY: 'x' });
    for (const name of ['DATABASE_URL', 'CRON_SECRET', 'JOB_CONCURRENCY'])
      expect(message).toContain(`${name}: `);
    expect(message).toContain('it is missing');
  });

  test('I11 a secret is never repeated', () => {
    const message = messageOf({ DATABASE_URL: 'mysql://ann:hunter2@host/db', CRON_SECRET: 'short' });
    expect(message).toContain('DATABASE_URL: needs a postgresql:// address (its value is not shown)');
    expect(message).toContain('CRON_SECRET: needs at least 16 characters (its value is not shown)');
    expect(message).not.toMatch(/hunter2|"short"/);
  });
});

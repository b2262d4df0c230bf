import { expect, test } from 'vitest';
import { readEnv } from './env.ts';

const good = {
  DATABASE_URL: 'postgresql://u:p@localhost:5432/ballast',
  AUTH_SECRET: 'a'.repeat(32),
  CRON_SECRET: 'c'.repeat(32),
};

test('what is absent or empty has its default', () => {
  const env = readEnv({ ...good, PORT: '', AI_CONFIDENCE_MIN: '' });
  expect(env).toMatchObject({ PORT: 3000, APP_URL: 'http://localhost:3000', AI_CONFIDENCE_MIN: 0.6 });
});

test('the app’s address follows the port, and loses its last slash', () => {
  expect(readEnv({ ...good, PORT: '4100' }).APP_URL).toBe('http://localhost:4100');
  expect(readEnv({ ...good, APP_URL: 'https://ballast.example/' }).APP_URL).toBe('https://ballast.example');
});

test('a bad value is named with what it got and what it needs, all of them at once', () => {
  const bad = { ...good, PORT: '99999', AI_CONFIDENCE_MIN: 'high' };
  expect(() => readEnv(bad)).toThrow(/PORT needs a port from 0 to 65535 \(got "99999"\)/);
  expect(() => readEnv(bad)).toThrow(/AI_CONFIDENCE_MIN needs a number from 0 to 1 \(got "high"\)/);
});

test('a secret is never repeated', () => {
  const bad = { ...good, AUTH_SECRET: 'hunter2', DATABASE_URL: 'mysql://root:hunter2@db/x' };
  const message = (() => {
    try {
      readEnv(bad);
      return '';
    } catch (error) {
      return String(error);
    }
  })();
  expect(message).toContain('AUTH_SECRET needs at least 16 characters (its value is not shown)');
  expect(message).toContain('DATABASE_URL needs a postgresql:// address (its value is not shown)');
  expect(message).not.toContain('hunter2');
});

test('a missing one is said to be missing', () => {
  expect(() => readEnv({ ...good, CRON_SECRET: undefined })).toThrow(
    /CRON_SECRET needs a secret \(it is missing\)/,
  );
});

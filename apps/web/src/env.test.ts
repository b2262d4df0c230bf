import { expect, test } from 'vitest';
import { readEnv } from './env.ts';

const good = {
  DATABASE_URL: 'postgresql://u:p@localhost:5432/ballast',
  AUTH_SECRET: 'a'.repeat(32),
  CRON_SECRET: 'c'.repeat(32),
  ENCRYPTION_KEY: 'e'.repeat(32),
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

test('AI providers are an order, and their keys are never repeated', () => {
  expect(readEnv(good)).toMatchObject({
    AI_PROVIDERS: ['openai', 'anthropic', 'local'],
    AI_TIMEOUT_MS: 30_000,
    INTEGRATION_TIMEOUT_MS: 15_000,
    RETRY_MAX: 3,
    BREAKER_FAILURES: 5,
  });
  expect(readEnv(good).OPENAI_API_KEY).toBeUndefined();
  expect(readEnv({ ...good, AI_PROVIDERS: 'anthropic, local' }).AI_PROVIDERS).toEqual(['anthropic', 'local']);
  for (const order of ['openai,openai', 'gpt', 'openai,,local']) {
    expect(() => readEnv({ ...good, AI_PROVIDERS: order })).toThrow(/AI_PROVIDERS needs a list of openai/);
  }
  const bad = { ...good, OPENAI_API_KEY: 'sk-1234', OPENAI_BASE_URL: 'ftp://models', RETRY_MAX: '11' };
  expect(() => readEnv(bad)).toThrow(
    /OPENAI_API_KEY needs a key of at least 8 characters \(its value is not shown\)/,
  );
  expect(() => readEnv(bad)).toThrow(/OPENAI_BASE_URL needs an http:\/\/ or https:\/\/ address/);
  expect(() => readEnv(bad)).toThrow(/RETRY_MAX needs a whole number from 0 to 10 \(got "11"\)/);
});

test('what connects services is checked too, and its secrets are never repeated', () => {
  expect(readEnv(good)).toMatchObject({
    ENCRYPTION_KEYS_OLD: [],
    SLACK_API_URL: 'https://slack.com/api/',
    GOOGLE_OAUTH_TOKEN_URL: 'https://oauth2.googleapis.com/token',
  });
  const keys = `${'x'.repeat(16)}, ${'y'.repeat(16)}`;
  expect(readEnv({ ...good, ENCRYPTION_KEYS_OLD: keys }).ENCRYPTION_KEYS_OLD).toEqual([
    'x'.repeat(16),
    'y'.repeat(16),
  ]);
  const bad = {
    ...good,
    ENCRYPTION_KEY: 'hunter2',
    ENCRYPTION_KEYS_OLD: 'hunter2',
    SLACK_SIGNING_SECRET: 'hunter2',
    GMAIL_PUBSUB_TOPIC: 'mail',
  };
  let message = '';
  try {
    readEnv(bad);
  } catch (error) {
    message = String(error);
  }
  for (const name of ['ENCRYPTION_KEY', 'ENCRYPTION_KEYS_OLD', 'SLACK_SIGNING_SECRET']) {
    expect(message).toMatch(new RegExp(`${name} needs .*\\(its value is not shown\\)`));
  }
  expect(message).toContain('GMAIL_PUBSUB_TOPIC needs a topic');
  expect(message).not.toContain('hunter2');
});

import { expect, test } from 'vitest';
import type { Attempt, Entry } from '../../trpc/client.ts';
import { attemptWords, filedWords, sourceWords } from './origin-words.ts';

const entry = (part: Partial<Entry>): Entry => ({
  id: 'e',
  text: 'x',
  source: 'web',
  status: 'filed',
  category: 'admin',
  confidence: 0.914,
  recordId: 'r',
  provider: 'openai',
  error: null,
  createdAt: '2026-11-24T12:00:00.000Z',
  updatedAt: '2026-11-24T12:00:00.000Z',
  ...part,
});

test('an origin says where from, by whom and how sure', () => {
  expect(['web', 'slack', 'shell'].map(sourceWords)).toEqual([
    'Written here',
    'Said in Slack',
    'Sent by shell',
  ]);
  expect(filedWords(entry({}))).toBe('Filed by OpenAI, 91% sure');
  expect(filedWords(entry({ provider: 'local', confidence: null }))).toBe('Filed by Ballast’s own rules');
  expect(filedWords(entry({ status: 'fixed' }))).toBe('Filed by you');
  expect(filedWords(entry({ status: 'needs_review' }))).toBe('Waits for your review');
});

test('an attempt says its model, its outcome and its time', () => {
  const attempt: Attempt = {
    id: 'c',
    provider: 'anthropic',
    model: 'claude-x',
    promptVersion: null,
    category: 'people',
    confidence: 0.5,
    outcome: 'needs_review',
    latencyMs: 1_240,
    inputTokens: null,
    outputTokens: null,
    createdAt: '2026-11-24T12:00:00.000Z',
  };
  expect(attemptWords(attempt)).toBe('Claude (claude-x) left it for your review · People, 50% sure · 1.2 s');
  expect(
    attemptWords({ ...attempt, category: null, confidence: null, outcome: 'failed', latencyMs: 12 }),
  ).toBe('Claude (claude-x) failed · 12 ms');
});

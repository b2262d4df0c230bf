import { expect, test } from 'vitest';
import type { Relation } from '../../trpc/client.ts';
import { relationWords, strengthWords } from './relation-words.ts';

const relation = (part: Partial<Relation>): Relation => ({
  recordId: '018f0000-0000-7000-8000-000000000000',
  category: 'people',
  title: 'Sarah',
  kind: 'mention',
  strength: 0.5,
  mentions: 1,
  lastMentionedAt: '2026-11-24T12:00:00.000Z',
  direction: 'to',
  reason: null,
  via: null,
  ...part,
});

test('a relation says who names whom, what names both, or why it was made', () => {
  expect(relationWords(relation({}))).toBe('Named here');
  expect(relationWords(relation({ direction: 'from' }))).toBe('Names this');
  expect(relationWords(relation({ direction: 'both' }))).toBe('Each names the other');
  const via = { recordId: 'x', title: 'Mehmet does the kitchen' };
  expect(relationWords(relation({ kind: 'together', direction: null, via }))).toBe(
    'Both are named in “Mehmet does the kitchen”',
  );
  expect(relationWords(relation({ kind: 'likeness', direction: null }))).toBe('About the same thing');
  expect(relationWords(relation({ reason: 'She asked for it.' }))).toBe('She asked for it.');
});

test('strength is said in three words', () => {
  expect([0.1, 0.5, 0.8].map(strengthWords)).toEqual(['Faint', 'Clear', 'Strong']);
});

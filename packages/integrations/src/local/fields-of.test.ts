import { expect, test } from 'vitest';
import { extractLocally } from './extract-locally.ts';

const at = { timezone: 'Europe/Berlin', nowMs: Date.parse('2026-11-24T09:00:00Z') };

test.each([
  ['Renovate the bathroom: get three quotes', 'Get three quotes'],
  ['Renovate the bathroom. First, measure the wall. Then paint.', 'Measure the wall'],
  ['Renovate the bathroom: first measure the wall, then paint', 'Measure the wall, then paint'],
  ['Learn Spanish, next step: find a teacher', 'Find a teacher'],
  ['Learn Spanish. Start with the verbs.', 'The verbs'],
  ['Launch the newsletter: write the first issue, find three readers', 'Write the first issue'],
  ['Write the first chapter of the book', undefined],
])('the next action of a project: %s', (text, nextAction) => {
  const { fields } = extractLocally({ ...at, text }, 'projects');
  expect('nextAction' in fields ? fields.nextAction : undefined).toBe(nextAction);
});

import { expect, test } from 'vitest';
import { headline } from './headline.ts';

test('what is wrong is named, and only then', () => {
  const met = { name: 'ai_success', met: true } as const;
  expect(headline([met], [{ dependency: 'slack', state: 'closed' }])).toBe('Everything is on target.');
  expect(headline([{ name: 'ai_success', met: null }], [])).toBe('Nothing has been measured yet.');
  expect(
    headline(
      [met, { name: 'integration_success', met: false }],
      [
        { dependency: 'slack', state: 'open' },
        { dependency: 'slack', state: 'half_open' },
      ],
    ),
  ).toBe('Off target: service calls that succeed. Left alone for now: Slack.');
});

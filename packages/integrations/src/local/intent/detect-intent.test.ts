import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { detectIntentLocally } from './detect-intent.ts';
import type { Intent } from './rules.ts';

const at = { timezone: 'Europe/Berlin', nowMs: Date.parse('2026-11-24T09:00:00Z') };
const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const asked: Record<Intent, string[]> = read('fixtures/asked.json');
const thoughts: { text: string }[] = [
  ...read('../labelled/fixtures/tuning.json'),
  ...read('../labelled/fixtures/aside.json'),
];

function missedOf(intent: Intent, texts: readonly string[]): string[] {
  return texts.filter((text) => detectIntentLocally(text, at).intent !== intent);
}

describe('intent', () => {
  test.each(['query', 'command', 'capture'] as const)('is read as %s', (intent) => {
    expect(missedOf(intent, asked[intent])).toEqual([]);
  });

  const missed = missedOf(
    'capture',
    thoughts.map(({ text }) => text),
  );
  test(`leaves thoughts thoughts: ${missed.length} of ${thoughts.length} taken for something else`, () => {
    expect(missed.length / thoughts.length).toBeLessThanOrEqual(0.02);
  });

  test('names the day in the owner’s timezone', () => {
    expect(detectIntentLocally("what's due on friday?", at)).toMatchObject({
      intent: 'query',
      date: '2026-11-27',
    });
    const tokyo = { timezone: 'Asia/Tokyo', nowMs: Date.parse('2026-11-24T16:00:00Z') };
    expect(detectIntentLocally('what is due tomorrow?', tokyo).date).toBe('2026-11-26');
    expect(detectIntentLocally('who likes tea?', at)).not.toHaveProperty('date');
  });

  test.each(['', '?', '   ', '\ud800', '\u0000'.repeat(50), '🤷', 'a'.repeat(10_000), '¿¿??..'])(
    'answers any text (%#)',
    (text) => {
      const { confidence } = detectIntentLocally(text, at);
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThanOrEqual(1);
    },
  );
});

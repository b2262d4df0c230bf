import { describe, expect, test } from 'vitest';
import type { DailyDigestFacts, WeeklyReviewFacts } from './facts.ts';
import { wordsIn } from './markdown.ts';
import { writeDailyDigestLocally } from './write-daily.ts';
import { writeWeeklyReviewLocally } from './write-weekly.ts';

const nowMs = Date.parse('2026-11-24T17:00:00Z');
const where = { timezone: 'Europe/Berlin', nowMs };
const action = (title: string, due: string | null = null, dueAllDay = false) => ({
  title,
  category: 'admin' as const,
  fields: {},
  dueAt: due === null ? null : new Date(due),
  dueAllDay,
});
const day = (facts: Partial<DailyDigestFacts>): DailyDigestFacts => ({
  date: '2026-11-24',
  ...where,
  received: [],
  needsReview: [],
  nextActions: [],
  ...facts,
});
const week = (facts: Partial<WeeklyReviewFacts>): WeeklyReviewFacts => ({
  week: '2026-W48',
  ...where,
  received: [],
  done: [],
  open: [],
  corrections: [],
  ...facts,
});
const longest = (n: number) => `${'ab '.repeat(26)}${n}`;
const loop = (title: string, touched: string, due: string | null = null) => ({
  ...action(title, due),
  category: 'projects' as const,
  createdAt: new Date(touched),
  updatedAt: new Date(touched),
});

describe('the daily digest', () => {
  test('of an empty day is one line that says so', () => {
    const text = writeDailyDigestLocally(day({}));
    expect(text.split('\n')).toHaveLength(1);
    expect(text).toContain('Tuesday 24 November');
  });

  test('says when things are due in the owner’s words and timezone', () => {
    const text = writeDailyDigestLocally(
      day({
        nextActions: [
          action('Pay rent', '2026-11-21T23:00:00Z', true),
          action('Dentist', '2026-11-24T18:30:00Z'),
          action('Call bank', '2026-11-25T23:00:00Z', true),
        ],
      }),
    );
    expect(text).toContain('Pay rent: overdue by 2 days');
    expect(text).toContain('Dentist: due today at 19:30');
    expect(text).toContain('Call bank: due Thursday');
  });

  test('names every part however much there is, in at most 150 words', () => {
    const received = Array.from({ length: 500 }, (_, n) => ({
      category: 'ideas' as const,
      status: 'filed',
      text: 'x',
      title: longest(n),
    }));
    const text = writeDailyDigestLocally(
      day({
        received,
        needsReview: Array.from({ length: 50 }, (_, n) => ({ text: longest(n) })),
        nextActions: [1, 2, 3].map((n) => action(longest(n), '2026-12-24T10:00:00Z')),
      }),
    );
    expect(wordsIn(text)).toBeLessThanOrEqual(150);
    expect(text).toContain('500 thoughts');
    expect(text).toContain('50 thoughts');
    expect(text.match(/^\d\. /gm)).toHaveLength(3);
  });

  test('shows what people wrote literally', () => {
    const text = writeDailyDigestLocally(
      day({ needsReview: [{ text: '[x](javascript:alert(1)) **b** <img src=x>\n# no heading' }] }),
    );
    expect(text).toContain('\\[x\\](javascript:alert(1)) \\*\\*b\\*\\* \\<img src=x\\> \\# no heading');
  });
});

describe('the weekly review', () => {
  test('of an empty week is one line', () => {
    expect(writeWeeklyReviewLocally(week({})).split('\n')).toHaveLength(1);
  });

  test('tells what moved, what is open, what repeats, and three things to focus on', () => {
    const text = writeWeeklyReviewLocally(
      week({
        received: [
          { category: 'admin', status: 'filed', count: '6' },
          { category: 'ideas', status: 'filed', count: '2' },
          { category: null, status: 'needs_review', count: '1' },
        ],
        done: [{ title: 'File taxes', category: 'admin' }],
        open: [
          loop('Fix shed', '2026-10-01T10:00:00Z'),
          loop('Launch newsletter', '2026-11-20T10:00:00Z', '2026-11-27T10:00:00Z'),
          loop('Learn Greek', '2026-11-10T10:00:00Z'),
          loop('Plant hedge', '2026-11-24T10:00:00Z'),
        ],
        corrections: [{ fromCategory: 'ideas', toCategory: 'projects', count: '3' }],
      }),
    );
    expect(text).toContain('9 thoughts came in (6 admin tasks and 2 ideas); 1 closed: “File taxes”.');
    expect(text).toContain('- Fix shed: not touched for 54 days');
    expect(text).toContain('The list grows: 9 in, 1 closed.');
    expect(text).toContain('67 % of what came in belongs to admin.');
    expect(text).toContain('3 thoughts were moved from ideas to projects.');
    expect(text).toMatch(/Focus on\*\*\n\n1\. Launch newsletter.*\n2\. Fix shed\n3\. Learn Greek$/);
    expect(text).not.toMatch(/!|great|congrat|well done/i);
  });

  test('keeps to 250 words however much there is', () => {
    const text = writeWeeklyReviewLocally(
      week({
        received: [{ category: 'admin', status: 'needs_review', count: 400 }],
        done: Array.from({ length: 20 }, (_, n) => ({ title: longest(n), category: 'admin' as const })),
        open: Array.from({ length: 50 }, (_, n) => loop(longest(n), '2026-08-01T10:00:00Z')),
        corrections: [{ fromCategory: 'ideas', toCategory: 'projects', count: 30 }],
      }),
    );
    expect(wordsIn(text)).toBeLessThanOrEqual(250);
    for (const part of ['What moved', 'Open loops', 'Patterns', 'Focus on']) expect(text).toContain(part);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Category, ClassifyResult } from '../../classification.ts';
import { classifyLocally, classifyWith } from '../classify-locally.ts';
import { ruleGroups } from '../evidence/table.ts';

/** One labelled thought. `due` is local: a day, or a day and time; null: none; absent: not judged. */
interface Labelled {
  readonly text: string;
  readonly category: Category;
  /** A second drawer a reasonable person might choose. */
  readonly alsoOk?: Category;
  readonly due?: string | null;
  readonly people?: readonly string[];
  readonly recurrence?: string;
}

const timezone = 'Europe/Berlin';
const at = { timezone, nowMs: Date.parse('2026-11-24T09:00:00Z') };
/** The default of AI_CONFIDENCE_MIN. */
const confidenceMin = 0.6;

const read = (half: string): Labelled[] =>
  JSON.parse(readFileSync(new URL(`fixtures/${half}.json`, import.meta.url), 'utf8'));
const halves = { tuning: read('tuning'), aside: read('aside') };
const measured = { tuning: measure(halves.tuning), aside: measure(halves.aside) };
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function measure(rows: readonly Labelled[]) {
  const results = rows.map((row) => ({ row, result: classifyLocally({ ...at, text: row.text }) }));
  const isRight = ({ row, result }: (typeof results)[number]) =>
    result.category === row.category || result.category === row.alsoOk;
  const wrong = results.filter((one) => !isRight(one));
  const share = (rows: readonly unknown[], right: readonly unknown[]) =>
    rows.length === 0 ? 1 : right.length / rows.length;
  const dated = results.filter(({ row }) => row.due !== undefined);
  const withPeople = results.filter(({ row }) => row.people !== undefined);
  return {
    count: rows.length,
    accuracy: 1 - wrong.length / rows.length,
    mistakes: wrong.length,
    mistakesForReview: wrong.filter(({ result }) => result.confidence < confidenceMin).length,
    review: results.filter(({ result }) => result.confidence < confidenceMin).length,
    dates: share(
      dated,
      dated.filter(({ row, result }) => localDue(result) === row.due),
    ),
    people: share(
      withPeople,
      withPeople.filter(({ row, result }) => sameNames(row.people ?? [], result.people)),
    ),
  };
}

function localDue({ dueAt, dueAllDay }: ClassifyResult): string | null {
  if (dueAt === null) return null;
  const local = new Date(dueAt).toLocaleString('sv-SE', { timeZone: timezone }).replace(' ', 'T');
  return local.slice(0, dueAllDay ? 10 : 16);
}

function sameNames(expected: readonly string[], got: readonly string[]): boolean {
  return JSON.stringify([...expected].sort()) === JSON.stringify([...got].sort());
}

describe('the labelled thoughts', () => {
  test(`are ${measured.tuning.count} and ${measured.aside.count} put aside, none in both`, () => {
    expect(measured.tuning.count + measured.aside.count).toBeGreaterThanOrEqual(200);
    expect(measured.aside.count).toBeGreaterThanOrEqual(60);
    const tuned = new Set(halves.tuning.map(({ text }) => text.toLowerCase()));
    expect(halves.aside.filter(({ text }) => tuned.has(text.toLowerCase()))).toEqual([]);
  });

  test.each([
    ['tuning', 0.95],
    ['aside', 0.8],
  ] as const)('hold every category well (%s)', (half, least) => {
    for (const category of ['people', 'projects', 'ideas', 'admin'] as const) {
      const of = halves[half].filter((row) => row.category === category);
      expect(of.length, category).toBeGreaterThanOrEqual(10);
      expect(measure(of).accuracy, category).toBeGreaterThanOrEqual(least - 0.1);
    }
  });
});

describe('the local classifier', () => {
  test(`files the half its rules were tuned on: ${percent(measured.tuning.accuracy)}`, () => {
    expect(measured.tuning.accuracy).toBeGreaterThanOrEqual(0.95);
  });

  test(`files the half put aside: ${percent(measured.aside.accuracy)} (at least 80 %)`, () => {
    expect(measured.aside.accuracy).toBeGreaterThanOrEqual(0.8);
  });

  test(`sends its mistakes to review: ${measured.aside.mistakesForReview} of ${measured.aside.mistakes} aside, ${measured.tuning.mistakesForReview} of ${measured.tuning.mistakes} tuning`, () => {
    expect(measured.aside.mistakesForReview * 2).toBeGreaterThanOrEqual(measured.aside.mistakes);
  });

  test(`asks about few: ${measured.aside.review} of ${measured.aside.count} aside`, () => {
    expect(measured.aside.review / measured.aside.count).toBeLessThanOrEqual(0.2);
  });

  test(`reads dates: ${percent(measured.aside.dates)} aside, ${percent(measured.tuning.dates)} tuning`, () => {
    expect(measured.aside.dates).toBeGreaterThanOrEqual(0.9);
    expect(measured.tuning.dates).toBeGreaterThanOrEqual(0.95);
  });

  test(`reads names: ${percent(measured.aside.people)} aside, ${percent(measured.tuning.people)} tuning`, () => {
    expect(measured.aside.people).toBeGreaterThanOrEqual(0.8);
    expect(measured.tuning.people).toBeGreaterThanOrEqual(0.9);
  });

  test('without its evidence is no better than guessing, so the figures above mean something', () => {
    const guess = halves.aside.filter(
      ({ text, category }) => classifyWith([], { ...at, text }).category === category,
    ).length;
    expect(guess / halves.aside.length).toBeLessThan(0.5);
    expect(ruleGroups.length).toBeGreaterThan(3);
  });
});

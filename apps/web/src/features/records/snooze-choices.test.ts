import { expect, test } from 'vitest';
import { dayAfter, snoozeChoices } from './snooze-choices.ts';

const berlin = 'Europe/Berlin';
const offered = (now: string) =>
  snoozeChoices(Date.parse(now), berlin).map(({ label, untilMs }) => [
    label,
    new Date(untilMs).toISOString(),
  ]);

test('offers the usual mornings, and later today while there is a today left', () => {
  expect(offered('2026-11-25T10:00:00Z')).toEqual([
    ['Later today', '2026-11-25T13:00:00.000Z'],
    ['Tomorrow', '2026-11-26T08:00:00.000Z'],
    ['Next Monday', '2026-11-30T08:00:00.000Z'],
    ['In four weeks', '2026-12-23T08:00:00.000Z'],
  ]);
  expect(offered('2026-11-25T18:00:00Z').map(([label]) => label)).not.toContain('Later today');
});

test('on a Sunday tomorrow is Monday, and on a Monday the next one is a week away', () => {
  expect(offered('2026-11-29T10:00:00Z').map(([label]) => label)).toEqual([
    'Later today',
    'Tomorrow',
    'In four weeks',
  ]);
  expect(offered('2026-11-30T10:00:00Z')[2]).toEqual(['Next Monday', '2026-12-07T08:00:00.000Z']);
});

test('nine in the morning is the person’s, across a clock change', () => {
  expect(offered('2026-10-24T10:00:00Z')[1]).toEqual(['Tomorrow', '2026-10-25T08:00:00.000Z']);
  expect(dayAfter(Date.parse('2026-11-24T23:30:00Z'), 1, berlin)).toBe('2026-11-26');
});

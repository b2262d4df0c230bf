import { expect, test } from 'vitest';
import { addressOf, instantsOf, isNarrowed, searchFrom } from './search-address.ts';

const berlin = 'Europe/Berlin';
const nowMs = Date.parse('2026-11-24T22:30:00Z');
const search = (query: Record<string, string>) => searchFrom(query);

test('an address says a search and back, leaving out what is as usual', () => {
  for (const query of [
    {},
    { q: 'boiler' },
    { q: 'boiler', in: 'admin', when: 'week' },
    { q: 'x', when: 'between', from: '2026-11-01', to: '2026-11-24' },
  ]) {
    expect(addressOf(search(query))).toEqual(query);
  }
  expect(addressOf({ ...search({}), text: '  ' })).toEqual({});
});

test('what makes no sense in an address is passed over', () => {
  expect(search({ in: 'nowhere', when: 'never', from: '2026-13-45', to: 'x' })).toEqual(search({}));
  expect(searchFrom({ q: ['a', 'b'] }).text).toBe('');
  expect(search({ from: '2026-11-01' }).when, 'a day alone is a span').toBe('between');
});

test('days are the person’s, and both ends are meant', () => {
  // 23:30 in Berlin: still the 24th there.
  expect(instantsOf(search({ when: 'today' }), nowMs, berlin)).toEqual({ from: '2026-11-23T23:00:00.000Z' });
  expect(instantsOf(search({ when: 'week' }), nowMs, berlin)).toEqual({ from: '2026-11-16T23:00:00.000Z' });
  const between = search({ from: '2026-10-24', to: '2026-10-25' });
  expect(instantsOf(between, nowMs, berlin), 'across a clock change').toEqual({
    from: '2026-10-23T22:00:00.000Z',
    to: '2026-10-25T23:00:00.000Z',
  });
  expect(instantsOf(search({}), nowMs, berlin)).toEqual({});
});

test('a search is narrowed by a drawer or a time', () => {
  expect(isNarrowed(search({ q: 'x' }))).toBe(false);
  expect(isNarrowed(search({ in: 'ideas' }))).toBe(true);
  expect(isNarrowed(search({ when: 'year' }))).toBe(true);
});

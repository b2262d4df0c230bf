import { expect, test } from 'vitest';
import type { Entry } from '../../trpc/client.ts';
import { withEntry, withNewEntry } from './inbox-cache.ts';

const entry = (id: string): Entry => ({
  id,
  text: id,
  source: 'web',
  status: 'received',
  category: null,
  confidence: null,
  recordId: null,
  provider: null,
  error: null,
  createdAt: '2026-11-24T12:00:00.000Z',
  updatedAt: '2026-11-24T12:00:00.000Z',
});
const pages = (...ids: string[][]) => ({
  pages: ids.map((page) => ({ items: page.map(entry), nextCursor: null as string | null })),
  pageParams: ids.map(() => null),
});
const idsOf = (data: { pages: { items: Entry[] }[] } | undefined) =>
  data?.pages.map((page) => page.items.map(({ id }) => id));

test('a new entry goes on top of the first page', () => {
  expect(idsOf(withNewEntry(pages(['b'], ['a']), entry('c')))).toEqual([['c', 'b'], ['a']]);
});

test('an entry that a poll brought already is not shown twice', () => {
  expect(idsOf(withNewEntry(pages(['b'], ['a']), entry('a')))).toEqual([['b'], ['a']]);
});

test('nothing is made up before the first page is there', () => {
  expect(withNewEntry(undefined, entry('a'))).toBeUndefined();
});

test('one entry is changed and every other page stays the same object', () => {
  const before = pages(['b'], ['a']);
  const after = withEntry(before, 'a', (found) => ({ ...found, status: 'fixed' }));
  expect(after?.pages[1]?.items[0]?.status).toBe('fixed');
  expect(after?.pages[0]).toBe(before.pages[0]);
});

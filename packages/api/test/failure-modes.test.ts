import { existsSync, readFileSync } from 'node:fs';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { expect, test } from 'vitest';
import { allReasons } from '../src/reasons.ts';

const root = new URL('../../../', import.meta.url);
const rows = readFileSync(new URL('docs/failure-modes.md', root), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
  .map(([, code = '', http = '', retry = '', cause = '', action = '', file = '']) => ({
    code,
    http,
    retry,
    cause,
    action,
    file,
  }));

test('every reason a caller can meet has one row, and every row is a reason', () => {
  expect(rows.map((row) => row.code).sort()).toEqual(
    allReasons()
      .map((fact) => fact.reason)
      .sort(),
  );
});

test('the HTTP status in each row is the one that is sent', () => {
  const statusOf = new Map(
    allReasons().map(({ reason, trpc }) => [
      reason,
      String(getHTTPStatusCodeFromError(new TRPCError({ code: trpc }))),
    ]),
  );
  expect(rows.map((row) => [row.code, row.http])).toEqual(
    rows.map((row) => [row.code, statusOf.get(row.code)]),
  );
});

test.each(rows)('$code: says its cause, what to do, and a test that exists', (row) => {
  expect(row.cause.length).toBeGreaterThan(10);
  expect(row.action.length).toBeGreaterThan(5);
  expect(['yes', 'no']).toContain(row.retry);
  expect(existsSync(new URL(row.file, root)), row.file).toBe(true);
});

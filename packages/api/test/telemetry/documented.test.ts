import { readFileSync } from 'node:fs';
import { telemetryAttributes } from '@ballast/reliability';
import { expect, test } from 'vitest';
import { ladderMetrics } from '../../src/ladder/measure.ts';
import { jobMetrics } from '../../src/measure-jobs.ts';

const page = readFileSync(new URL('../../../../docs/telemetry.md', import.meta.url), 'utf8');
const rowsUnder = (heading: string) =>
  (page.split(`## ${heading}`)[1]?.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')));

test('every attribute has one row, and every row is an attribute', () => {
  expect(rowsUnder('Attributes').map(([, name]) => name)).toEqual(Object.values(telemetryAttributes));
});

test('every metric of the ladder and of jobs has one row that says what it is', () => {
  const metrics = [...Object.values(ladderMetrics), ...Object.values(jobMetrics)];
  expect(
    rowsUnder('Metrics').map(([, name, kind, unit, description]) => ({ name, kind, unit, description })),
  ).toEqual(metrics.map(({ name, kind, unit, description }) => ({ name, kind, unit, description })));
});

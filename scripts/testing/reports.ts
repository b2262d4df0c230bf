import { readFile, rm } from 'node:fs/promises';

/** Passed and failed tests. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

function numberAt(value: unknown, key: string): number {
  const found = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === 'number' ? found : 0;
}

/** Reads Vitest's JSON report; files that could not even be loaded count as failures. */
export async function vitestCounts(path: string): Promise<Counts> {
  const report: unknown = JSON.parse(await readFile(path, 'utf8'));
  const failed = numberAt(report, 'numFailedTests');
  const brokenFiles = failed === 0 ? numberAt(report, 'numFailedTestSuites') : 0;
  return { passed: numberAt(report, 'numPassedTests'), failed: failed + brokenFiles };
}

/** Reads Playwright's JSON report; errors outside any test count as failures. */
export async function playwrightCounts(path: string): Promise<Counts> {
  const report: unknown = JSON.parse(await readFile(path, 'utf8'));
  const stats: unknown =
    typeof report === 'object' && report !== null ? Reflect.get(report, 'stats') : undefined;
  const errors: unknown =
    typeof report === 'object' && report !== null ? Reflect.get(report, 'errors') : undefined;
  const outside = Array.isArray(errors) ? errors.length : 0;
  return {
    passed: numberAt(stats, 'expected'),
    failed: numberAt(stats, 'unexpected') + numberAt(stats, 'flaky') + outside,
  };
}

/** Removes an old report, so that it can't be taken for this run's. */
export async function forgetReport(path: string): Promise<void> {
  await rm(path, { force: true });
}

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildIfStale, generateIfStale } from './launcher/build.ts';
import { explainFailure } from './launcher/failure.ts';
import { findBrowser } from './testing/browser.ts';
import { type Check, type CheckResult, runCheck } from './testing/check.ts';
import { forgetReport, playwrightCounts, vitestCounts } from './testing/reports.ts';

const root = join(import.meta.dirname, '..');
const args = process.argv.slice(2);
const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined;
const withoutBrowser = args.includes('--no-e2e');
const bin = (name: string) => join(root, 'node_modules', '.bin', name);
const reports = join(root, 'node_modules', '.cache', 'ballast-reports');
const unitReport = join(reports, 'vitest.json');
const e2eReport = join(reports, 'playwright.json');

const staticChecks: Check[] = [
  { name: 'format and lint', command: [bin('biome'), 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: [bin('turbo'), 'run', 'typecheck', '--output-logs=errors-only'] },
  {
    name: 'boundaries',
    command: [bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'packages', 'apps'],
  },
];
const unit: Check = {
  name: 'unit, property and integration',
  command: [bin('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
  count: () => vitestCounts(unitReport),
};
const stories: Check = {
  name: 'stories in Chromium',
  command: [
    process.execPath,
    join(root, 'e2e/node_modules/@playwright/test/cli.js'),
    'test',
    '--config',
    'e2e/playwright.config.ts',
  ],
  env: { PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport },
  count: () => playwrightCounts(e2eReport),
};

const results: CheckResult[] = [];

async function run(check: Check): Promise<void> {
  if (only !== undefined && !check.name.includes(only)) return;
  const result = await runCheck(root, check);
  results.push(result);
  const mark = result.failed === 0 ? 'ok  ' : 'FAIL';
  process.stdout.write(
    `  ${mark}  ${check.name}: ${result.passed} passed, ${result.failed} failed (${result.seconds.toFixed(0)} s)\n`,
  );
  if (result.failed > 0) process.stdout.write(`\n${result.output.trim()}\n\n`);
}

/** A step that the checks stand on: it is no test, but its failure is. */
async function prepare(name: string, work: () => Promise<unknown>): Promise<void> {
  const startedMs = performance.now();
  try {
    await work();
  } catch (error) {
    const seconds = (performance.now() - startedMs) / 1000;
    results.push({ name, passed: 0, failed: 1, seconds, output: explainFailure(error) });
    process.stdout.write(`  FAIL  ${name}\n\n${explainFailure(error)}\n\n`);
  }
}

await mkdir(reports, { recursive: true });
await Promise.all([unitReport, e2eReport].map(forgetReport));
process.stdout.write('\n  Ballast tests\n\n');
await prepare('generating the database client', () => generateIfStale(root));
await Promise.all([
  run(unit),
  (async () => {
    for (const check of staticChecks) await run(check);
  })(),
]);
if (!withoutBrowser && (only === undefined || stories.name.includes(only))) {
  await prepare('building the web app', () => buildIfStale(root));
  await prepare('finding a browser', async () => {
    process.env['BALLAST_CHROMIUM'] = await findBrowser(root);
  });
  await run(stories);
}

const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

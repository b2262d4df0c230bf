import { defineConfig, devices } from '@playwright/test';
import { placeOfThisRun } from './app/place.ts';

const executablePath = process.env['BALLAST_CHROMIUM'] || undefined;
const { url } = await placeOfThisRun();
const alone = '**/server-dies.spec.ts';

/**
 * Stories run two at a time against one whole app, on its own port and throw-away data directory; each is about a person
 * nobody else is. The one that kills the server, which the others would not survive, runs alone when they are done.
 */
export default defineConfig({
  testDir: 'stories',
  outputDir: 'test-results',
  globalSetup: './app/global-setup.ts',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ?? 'test-results/report.json' }],
  ],
  projects: [
    { name: 'together', testIgnore: alone },
    { name: 'alone', testMatch: alone, dependencies: ['together'] },
  ],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: url,
    timezoneId: 'Europe/Berlin',
    locale: 'en-GB',
    actionTimeout: 30_000,
    // Traces cost a third of the time; `--trace on` makes them when one is needed.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});

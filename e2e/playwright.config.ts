import { defineConfig, devices } from '@playwright/test';
import { placeOfThisRun } from './app/place.ts';

const executablePath = process.env['BALLAST_CHROMIUM'] || undefined;
const { url } = await placeOfThisRun();

/** Stories run one after the other against one whole app, on its own port and throw-away data directory. */
export default defineConfig({
  testDir: 'stories',
  outputDir: 'test-results',
  globalSetup: './app/global-setup.ts',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ?? 'test-results/report.json' }],
  ],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: url,
    timezoneId: 'Europe/Berlin',
    locale: 'en-GB',
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
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

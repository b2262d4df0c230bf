import { configDefaults, defineConfig } from 'vitest/config';

const everything = [
  'packages/*/{src,test,simulator}/**/*.test.ts',
  'apps/*/{src,test}/**/*.test.ts',
  'examples/**/*.test.ts',
  'scripts/**/*.test.ts',
  'bench/**/*.test.ts',
];
/**
 * Those that need modules nobody has loaded before: they register OpenTelemetry's one global provider, where what another
 * file has registered would win, or run other files' tests by importing them.
 */
const alone = [
  'packages/reliability/test/telemetry.test.ts',
  'packages/api/test/telemetry/**/*.test.ts',
  'packages/api/test/connections/secrets.test.ts',
  'packages/integrations/test/ai/telling.test.ts',
  'packages/integrations/test/matrix/matrix.test.ts',
  'packages/db/test/pgbouncer.test.ts',
];

export default defineConfig({
  test: {
    globalSetup: ['packages/db/test/global-setup.ts'],
    // Half of a test file is waiting: for the database, for a process. One worker would leave a core idle.
    maxWorkers: 2,
    retry: 0,
    testTimeout: 60_000,
    hookTimeout: 180_000,
    projects: [
      // Loading the modules anew for each of two hundred files costs as much as running the tests.
      {
        extends: true,
        test: {
          name: 'together',
          include: everything,
          exclude: [...configDefaults.exclude, ...alone],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['packages/db/test/global-setup.ts'],
    include: [
      'packages/*/{src,test,simulator}/**/*.test.ts',
      'apps/*/{src,test}/**/*.test.ts',
      'examples/**/*.test.ts',
      'scripts/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    // Half of a test file is waiting: for the database, for a process. One worker would leave a core idle.
    maxWorkers: 2,
    retry: 0,
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});

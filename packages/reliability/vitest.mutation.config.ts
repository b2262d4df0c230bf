import { defineConfig } from 'vitest/config';

/** What a mutant is tried against: every test of the package but those that look at files as they are written. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [
      'test/lint-rule.test.ts',
      'test/simulation.test.ts',
      'test/simulation/**',
      'test/readme.test.ts',
    ],
    testTimeout: 20_000,
  },
});

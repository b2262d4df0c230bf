import { defineConfig } from 'vitest/config';

/** What a mutant of the idempotency store is tried against. */
export default defineConfig({
  test: {
    globalSetup: ['test/global-setup.ts'],
    include: ['test/idempotency-store*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});

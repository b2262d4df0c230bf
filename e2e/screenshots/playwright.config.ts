import { defineConfig } from '@playwright/test';
import stories from '../playwright.config.ts';

/** Takes pictures instead of telling stories: the README's, and every page in every appearance. */
export default defineConfig(stories, {
  testDir: '.',
  globalSetup: '../app/global-setup.ts',
  reporter: 'list',
});

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { StartFailure } from '../launcher/failure.ts';

/** The shell first: the same engine without the browser's own windows, which nobody looks at, in two thirds of the time. */
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

function onPath(): string | undefined {
  const directories = (process.env['PATH'] ?? '').split(delimiter);
  return directories
    .flatMap((directory) => names.map((name) => join(directory, name)))
    .find((path) => existsSync(path));
}

function playwrightsOwn(root: string): string | undefined {
  const require = createRequire(join(root, 'e2e/package.json'));
  const { chromium } = require('@playwright/test');
  const path: unknown = chromium.executablePath();
  return typeof path === 'string' && existsSync(path) ? path : undefined;
}

function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore', timeout: 300_000 }).status === 0;
}

/**
 * A Chromium to drive: Playwright's own, one on the PATH, one that Playwright or Debian can install now.
 * @throws StartFailure saying what to install
 */
export async function findBrowser(root: string): Promise<string> {
  const there = playwrightsOwn(root) ?? onPath();
  if (there) return there;
  process.stdout.write('  No Chromium found; installing one …\n');
  const cli = join(root, 'e2e/node_modules/@playwright/test/cli.js');
  if (succeeds(process.execPath, [cli, 'install', 'chromium'])) {
    const installed = playwrightsOwn(root);
    if (installed) return installed;
  }
  if (
    process.getuid?.() === 0 &&
    succeeds('apt-get', ['update', '-qq']) &&
    ['chromium-headless-shell', 'chromium'].some((name) =>
      succeeds('apt-get', ['install', '-y', '-qq', name]),
    )
  ) {
    const installed = onPath();
    if (installed) return installed;
  }
  throw new StartFailure(
    'There is no Chromium to test with. Install one (on Debian: apt-get install chromium), or run `npm test -- --no-e2e`.',
  );
}

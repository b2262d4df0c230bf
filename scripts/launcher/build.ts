import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartFailure } from './failure.ts';

/** Files that the built web app depends on. */
const buildInputs = [
  'pnpm-lock.yaml',
  'tsconfig.base.json',
  'apps/web',
  'packages/api',
  'packages/db',
  'packages/integrations/src',
  'packages/reliability/src',
];
const generateInputs = [
  'packages/db/prisma/schema.prisma',
  'packages/db/scripts',
  'packages/db/prisma.config.ts',
];
const notInputs = new Set([
  'node_modules',
  '.next',
  'dist',
  'generated',
  '.turbo',
  'test',
  'docs',
  'next-env.d.ts',
]);

async function* filesBelow(path: string): AsyncGenerator<string> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  if (!entries) {
    yield path;
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (notInputs.has(entry.name) || /\.test\.tsx?$/.test(entry.name)) continue;
    yield* entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)];
  }
}

async function hashOf(root: string, inputs: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for await (const file of filesBelow(join(root, input)))
      hash.update(file.slice(root.length)).update(await readFile(file));
  }
  return hash.digest('hex');
}

async function run(root: string, args: readonly string[], cwd: string, what: string): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: join(root, cwd),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
      PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const code = await new Promise<number>((resolve) => child.once('close', (exit) => resolve(exit ?? 1)));
  if (code === 0) return;
  if (/ENOSPC/.test(output))
    throw new StartFailure('The disk is full. Free some space, then start again; nothing was damaged.');
  throw new StartFailure(`${what} failed:\n${output.trim().split('\n').slice(-40).join('\n')}`);
}

/** A piece of work that is done again only when its inputs have changed. */
async function unlessFresh(
  root: string,
  stamp: string,
  output: string,
  inputs: readonly string[],
  work: () => Promise<void>,
): Promise<'fresh' | 'done'> {
  const path = join(root, stamp);
  const key = await hashOf(root, inputs);
  const last = await readFile(path, 'utf8').catch(() => '');
  if (last === key && existsSync(join(root, output))) return 'fresh';
  await work();
  await writeFile(path, key);
  return 'done';
}

/** Generates the database client, unless it is that of the present schema. */
export function generateIfStale(root: string): Promise<'fresh' | 'done'> {
  const prisma = join(root, 'packages/db/node_modules/prisma/build/index.js');
  return unlessFresh(
    root,
    'packages/db/node_modules/.ballast-generated',
    'packages/db/src/generated/prisma/client.ts',
    generateInputs,
    () => run(root, [prisma, 'generate'], 'packages/db', 'Generating the database client'),
  );
}

/** Builds the web app, unless the last build is that of the present sources. */
export function buildIfStale(root: string): Promise<'fresh' | 'done'> {
  const next = join(root, 'apps/web/node_modules/next/dist/bin/next');
  return unlessFresh(root, 'apps/web/.next/.ballast-built', 'apps/web/.next/BUILD_ID', buildInputs, () =>
    run(root, [next, 'build'], 'apps/web', 'Building the web app'),
  );
}

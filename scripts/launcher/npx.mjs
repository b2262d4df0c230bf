import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** The pnpm that everything is installed with; `packageManager` in package.json names the same. */
export const pnpmVersion = '12.21.0';

/**
 * How to run npx: the one of the npm that called us, the one beside this Node, or the one on the PATH.
 * @param {Readonly<Record<string, string | undefined>>} [env]
 * @returns {{ file: string, args: string[] } | undefined} undefined when the machine has none
 */
export function findNpx(env = process.env) {
  const bin = dirname(process.execPath);
  const scripts = [
    ...(env['npm_execpath']?.endsWith('npm-cli.js')
      ? [join(dirname(env['npm_execpath']), 'npx-cli.js')]
      : []),
    join(bin, '..', 'lib', 'node_modules', 'npm', 'bin', 'npx-cli.js'),
    join(bin, 'node_modules', 'npm', 'bin', 'npx-cli.js'),
  ];
  const script = scripts.find((path) => existsSync(path));
  if (script) return { file: process.execPath, args: [script] };
  const onPath = (env['PATH'] ?? '')
    .split(delimiter)
    .filter((directory) => directory !== '')
    .map((directory) => join(directory, 'npx'))
    .find((path) => existsSync(path));
  return onPath === undefined ? undefined : { file: onPath, args: [] };
}

/**
 * How to run pnpm through npx. What npx has fetched before is used as it is: a second start needs no network.
 * @param {string[]} args
 * @returns {{ file: string, args: string[] } | undefined}
 */
export function pnpmCommand(args) {
  const npx = findNpx();
  if (npx === undefined) return undefined;
  const quiet = ['--loglevel=error', '--yes', '--prefer-offline', `pnpm@${pnpmVersion}`];
  return { file: npx.file, args: [...npx.args, ...quiet, ...args] };
}

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { ensureInstalled, nodePath } from './install.mjs';
import { createProgress } from './progress.mjs';
import { StartError } from './start-error.mjs';

const root = resolve(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), '..', '..');
/** @type {NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Installs what is missing, then runs `scripts/<command>.ts` under the workspace's Node.
 * @param {string[]} argv the command and its arguments
 * @returns {Promise<number>} the exit code
 */
export async function bootstrap([command = '', ...args]) {
  const script = join(root, 'scripts', `${command}.ts`);
  if (!/^[a-z-]+$/.test(command) || !existsSync(script)) {
    process.stderr.write(`There is no command "${command}".\n`);
    return 1;
  }
  const stopping = new AbortController();
  const onEarlySignal = () => stopping.abort();
  for (const signal of signals) process.on(signal, onEarlySignal);
  try {
    await ensureInstalled({ root, progress: createProgress(), signal: stopping.signal });
  } catch (error) {
    if (stopping.signal.aborted) return 130;
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    return 1;
  }
  for (const signal of signals) process.off(signal, onEarlySignal);
  return run(nodePath(root), [script, ...args]);
}

/**
 * Runs a program in our place: its exit code is ours, our signals are its.
 * @param {string} file
 * @param {string[]} args
 * @returns {Promise<number>}
 */
function run(file, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: root, stdio: 'inherit' });
    for (const signal of signals) process.on(signal, () => child.kill(signal));
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

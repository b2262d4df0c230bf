import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { installFingerprint, workspaceFolders } from './manifests.mjs';
import { pnpmCommand } from './npx.mjs';
import { diskFull, StartError, speaksOfFullDisk } from './start-error.mjs';

/** The Node that the workspace brings, wherever it is. @param {string} root */
export function nodePath(root) {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** @param {string} root */
function stampPath(root) {
  return join(root, 'node_modules', '.ballast', 'install');
}

/** @param {string} root */
function isInstalled(root) {
  if (!existsSync(nodePath(root)) || !existsSync(stampPath(root))) return false;
  if (readFileSync(stampPath(root), 'utf8') !== installFingerprint(root)) return false;
  return workspaceFolders(root).every((folder) => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(root, folder, 'package.json'), 'utf8'),
    );
    return !(dependencies || devDependencies) || existsSync(join(root, folder, 'node_modules'));
  });
}

/**
 * Installs what the lockfile says, unless that is what is there.
 * @param {{ root: string, progress: import('./progress.mjs').Progress, signal: AbortSignal }} options
 * @throws {StartError} with what to do, when there is no npx, network, space or permission
 */
export async function ensureInstalled({ root, progress, signal }) {
  if (isInstalled(root)) return;
  try {
    await withLock(join(root, 'node_modules', '.ballast', 'install.lock'), {
      onWait: () => progress.line('  Another copy is installing the dependencies; waiting for it.'),
      work: async () => {
        if (isInstalled(root)) return;
        const step = progress.step('Installing dependencies');
        try {
          await install(root, signal);
        } catch (error) {
          step.fail();
          throw error;
        }
        mkdirSync(join(root, 'node_modules', '.ballast'), { recursive: true });
        writeFileSync(stampPath(root), installFingerprint(root));
        step.done('Dependencies installed');
      },
    });
  } catch (error) {
    throw speaksOfFullDisk(error) ? diskFull('The dependencies could not be installed', root) : error;
  }
}

/** @param {string} root @param {AbortSignal} signal */
async function install(root, signal) {
  const command = pnpmCommand(['install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only']);
  if (!command) {
    throw new StartError(
      'There is no npx beside this Node or on the PATH. Install npm (it comes with Node) and try again.',
    );
  }
  // CI: pnpm must never stop to ask before it replaces a node_modules of another shape.
  const env = { ...process.env, CI: 'true' };
  const child = spawn(command.file, command.args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      output += text;
    });
  }
  const onAbort = () => child.kill('SIGTERM');
  signal.addEventListener('abort', onAbort);
  /** @type {number | null} */
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  signal.removeEventListener('abort', onAbort);
  signal.throwIfAborted();
  if (code !== 0) throw installFailed(output);
}

/** @param {string} output */
function installFailed(output) {
  if (speaksOfFullDisk(output)) return new Error(output);
  const network = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/.test(
    output,
  );
  const why = network
    ? 'The npm registry can not be reached. Check the network (and npm’s proxy and registry settings), then try again.'
    : 'The dependencies could not be installed. What the package manager said:';
  return new StartError(`${why}\n\n${output.trim().split('\n').slice(-20).join('\n')}`);
}

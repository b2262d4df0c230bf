import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';

/** What one check came to. */
export interface CheckResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  /** What it printed; shown when something failed. */
  readonly output: string;
}

/** One command of `npm test`. */
export interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: NodeJS.ProcessEnv;
  /** Reads how many tests passed and failed; a check without it counts as one test. */
  readonly count?: () => Promise<{ passed: number; failed: number }>;
}

/** Turbo looks for pnpm, and pnpm's scripts for Node, on the PATH: the workspace brings both. */
function toolsOf(root: string): NodeJS.ProcessEnv {
  const own = [join(root, 'node_modules', '.bin'), dirname(process.execPath)];
  return {
    PATH: [...own, process.env['PATH'] ?? ''].join(delimiter),
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
  };
}

/** Runs a check to its end. A command that fails without saying what failed counts as one failure. */
export async function runCheck(root: string, check: Check): Promise<CheckResult> {
  const startedMs = performance.now();
  const [file, ...args] = check.command;
  const child = spawn(file, args, {
    cwd: root,
    env: { ...process.env, ...toolsOf(root), ...check.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const code = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(1);
    });
    child.once('close', (exit) => resolve(exit ?? 1));
  });
  const seconds = (performance.now() - startedMs) / 1000;
  const counted = await countOf(check, code);
  return { name: check.name, seconds, output, ...counted };
}

async function countOf(check: Check, code: number): Promise<{ passed: number; failed: number }> {
  if (!check.count) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  try {
    const { passed, failed } = await check.count();
    // No test at all is a failure too: a green run that ran nothing hides everything.
    const silent = (code !== 0 && failed === 0) || passed + failed === 0;
    return { passed, failed: silent ? failed + 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

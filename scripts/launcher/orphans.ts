import { writeFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Ends apps that a launcher which was killed left behind: its own pid and its children's are written down, and a
 * child counts only while its launcher is dead and its command line is still ours.
 */
export async function endOrphans(dataDir: string, say: (line: string) => void): Promise<void> {
  const path = join(dataDir, 'processes.json');
  const kept = await readFile(path, 'utf8').catch(() => undefined);
  if (kept === undefined) return;
  const { launcher, children } = parse(kept);
  if (launcher !== undefined && isAlive(launcher)) return;
  for (const pid of children) {
    if (!isAlive(pid) || !(await isOurs(pid))) continue;
    say(`  Ending a process (pid ${pid}) that an earlier start left behind.`);
    process.kill(pid, 'SIGTERM');
    for (let waited = 0; waited < 100 && isAlive(pid); waited += 1)
      await new Promise((resolve) => setTimeout(resolve, 100));
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  }
  await rm(path, { force: true });
}

/** Writes down who is running, for the next start. */
export function rememberProcesses(dataDir: string, children: readonly number[]): void {
  writeFileSync(join(dataDir, 'processes.json'), JSON.stringify({ launcher: process.pid, children }), {
    mode: 0o600,
  });
}

/** Forgets them: everything ended in order. */
export async function forgetProcesses(dataDir: string): Promise<void> {
  await rm(join(dataDir, 'processes.json'), { force: true });
}

function parse(text: string): { launcher: number | undefined; children: number[] } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return { launcher: undefined, children: [] };
    const launcher = 'launcher' in value && typeof value.launcher === 'number' ? value.launcher : undefined;
    const list = 'children' in value && Array.isArray(value.children) ? value.children : [];
    return { launcher, children: list.filter((pid) => Number.isInteger(pid)) };
  } catch {
    return { launcher: undefined, children: [] };
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Pids are used again: only a process whose command line names our apps is ended. */
async function isOurs(pid: number): Promise<boolean> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return /\bsrc\/main\.ts\b/.test(commandLine);
}

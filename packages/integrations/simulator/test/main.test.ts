import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startSimulator } from '../index.ts';

function run(...args: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts'), ...args]);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return { child, output: () => output };
}

async function exitCode(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

describe('pnpm simulator', () => {
  it('prints where it listens and stops at once on SIGTERM, also with a caller on the line', async () => {
    const { child, output } = run('--port', '0');
    await once(child.stdout, 'data');
    const url = /listens on (\S+)/.exec(output())?.[1] ?? '';
    expect(output()).toContain(`NOTION_BASE_URL=${url}/notion`);
    const rule = JSON.stringify([{ vendor: 'slack', fault: 'stall-body' }]);
    await fetch(`${url}/__sim/faults`, { method: 'POST', body: rule });
    const stalled = await fetch(`${url}/slack/api/api.test`, { method: 'POST' });
    child.kill('SIGTERM');
    expect(await exitCode(child)).toBe(0);
    await expect(stalled.text()).rejects.toThrow();
  });

  it('says what is wrong with its arguments, and that a port is taken', async () => {
    await using other = await startSimulator();
    for (const [args, reason] of [
      [['--port', 'x'], /--port takes a whole number/],
      [['--port', new URL(other.url).port], /EADDRINUSE/],
    ] as const) {
      const { child, output } = run(...args);
      expect(await exitCode(child)).toBe(1);
      expect(output()).toMatch(reason);
    }
  });
});

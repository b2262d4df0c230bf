import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { superviseChildren } from '../launcher/children.ts';
import { explainFailure, StartFailure } from '../launcher/failure.ts';
import { withLock } from '../launcher/lock.mjs';
import { endOrphans, rememberProcesses } from '../launcher/orphans.ts';
import { findFreePort, portIsTaken, requireFreePort } from '../launcher/port.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ballast-launcher-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** A pid that was somebody's and is nobody's now. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('a taken port', () => {
  test('is told before anything long is begun, with one that is free', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, () => resolve()));
    const address = squatter.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const failure = await requireFreePort(port).catch((error: Error) => error.message);
    const offered = Number(/PORT=(\d+) npm start$/.exec(String(failure))?.[1]);
    expect(failure).toContain(`Port ${port} is in use.`);
    expect(await portIsTaken(offered)).toBe(false);
    await new Promise((resolve) => squatter.close(resolve));
    await expect(requireFreePort(port)).resolves.toBeUndefined();
  });

  test('findFreePort finds one', async () => {
    expect(await portIsTaken(await findFreePort())).toBe(false);
  });
});

describe('what a person is told', () => {
  const errno = (code: string, more: object = {}) => Object.assign(new Error('raw words'), { code, ...more });
  test.each([
    [new StartFailure('Do this.'), /^Do this\.$/],
    [errno('ENOSPC'), /disk is full.*nothing was damaged/],
    [errno('EACCES', { path: '/data/x' }), /No permission to write \/data\/x/],
    [errno('ECONNREFUSED'), /DATABASE_URL does not let us in/],
  ])('%s', (error, said) => {
    expect(explainFailure(error)).toMatch(said);
  });
});

describe('the install lock', () => {
  test('lets one work at a time, and the next after it', async () => {
    const path = join(directory, 'lock');
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
    };
    await Promise.all([1, 2, 3].map(() => withLock(path, { onWait: () => {}, work })));
    expect(most).toBe(1);
    expect(existsSync(path)).toBe(false);
  });

  test('whose holder died is taken over', async () => {
    const path = join(directory, 'lock');
    await writeFile(path, String(await deadPid()));
    await expect(withLock(path, { onWait: () => {}, work: async () => 'done' })).resolves.toBe('done');
  });
});

describe('children', () => {
  test('are started again when they end, and given up when they end again and again', async () => {
    const told: string[] = [];
    const children = await superviseChildren({
      logDir: join(directory, 'logs'),
      say: (line) => told.push(line),
      onPids: () => {},
      restartDelayMs: 1,
    });
    children.start({
      name: 'web',
      args: ['-e', 'console.error("no such table"); process.exit(3)'],
      cwd: directory,
      env: {},
    });
    expect(await children.gaveUp).toBe('web');
    expect(told.filter((line) => line.includes('ended with code 3; starting it again'))).toHaveLength(5);
    expect(told.join('\n')).toContain('no such table');
    expect(await readFile(join(directory, 'logs', 'web.log'), 'utf8')).toContain('no such table');
  });

  test('drain on SIGTERM, and one that does not is ended after the grace', async () => {
    const children = await superviseChildren({
      logDir: join(directory, 'logs'),
      say: () => {},
      onPids: () => {},
    });
    const ready = (name: string) => join(directory, name);
    const polite = `process.on('SIGTERM', () => { require('fs').writeFileSync('drained', ''); process.exit(0); });`;
    const stubborn = `process.on('SIGTERM', () => {});`;
    for (const [name, code] of Object.entries({ polite, stubborn })) {
      const script = `${code} require('fs').writeFileSync('${name}', ''); setInterval(() => {}, 1000);`;
      children.start({ name, args: ['-e', script], cwd: directory, env: {} });
    }
    await expect
      .poll(() => existsSync(ready('polite')) && existsSync(ready('stubborn')), { timeout: 15_000 })
      .toBe(true);
    await children.stop(300);
    expect(existsSync(ready('drained'))).toBe(true);
  });
});

describe('processes that a killed launcher left behind', () => {
  test('are ended by the next start, when they are ours', async () => {
    await writeFile(join(directory, 'main.ts'), 'setInterval(() => {}, 1000);');
    const ours = spawn(process.execPath, ['src/../main.ts', 'src/main.ts'], { cwd: directory });
    const theirs = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await Promise.all([once(ours, 'spawn'), once(theirs, 'spawn')]);
    const children = [ours.pid ?? 0, theirs.pid ?? 0, await deadPid()];
    rememberProcesses(directory, children);
    const path = join(directory, 'processes.json');
    await writeFile(path, JSON.stringify({ launcher: await deadPid(), children }));
    const ended = once(ours, 'exit');
    await endOrphans(directory, () => {});
    await ended;
    expect(theirs.exitCode).toBeNull();
    expect(existsSync(path)).toBe(false);
    theirs.kill('SIGKILL');
  });

  test('are left alone while their launcher lives', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', 'src/main.ts']);
    await once(child, 'spawn');
    rememberProcesses(directory, [child.pid ?? 0]);
    await endOrphans(directory, () => {});
    expect(child.exitCode).toBeNull();
    child.kill('SIGKILL');
  });
});

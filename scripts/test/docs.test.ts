import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
/** Commands of pnpm itself, not scripts of ours. */
const builtIn = new Set(['install', 'add', 'exec', 'dlx', 'run']);

async function documents(): Promise<string[]> {
  const below = await readdir(join(root, 'docs'), { recursive: true });
  const docs = below.filter((path) => path.endsWith('.md')).map((path) => join('docs', path));
  return ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', ...docs];
}

/** Paths a text cites in code marks or as the target of a link: those that begin in a folder or file of the root. */
function citedPaths(text: string): string[] {
  const marked = [...text.matchAll(/`([^`\n]+)`/g)].map(([, path = '']) => path);
  const linked = [...text.matchAll(/(?:\]\(|src(?:set)?=")([^)"\s]+)/g)].map(([, path = '']) => path);
  return [...marked, ...linked].flatMap((path) => {
    if (!/^(apps|packages|e2e|scripts|docs|bench|examples)\/[^\s<>*…]+$/.test(path)) return [];
    const { 1: before = '', 2: choices, 3: after = '' } = /^(.*?)\{(.+)\}(.*)$/.exec(path) ?? [];
    return choices ? choices.split(',').map((choice) => before + choice + after) : [path];
  });
}

/** Scripts a text tells people to run, as `[package or root, script]`. */
function citedScripts(text: string): [where: string, script: string][] {
  const own = [...text.matchAll(/\bpnpm ([a-z][\w:-]*)/g)].map(([, script = '']) => script);
  const inside = [...text.matchAll(/\bpnpm --filter (\S+) ([a-z][\w:-]*)/g)];
  const npm = [...text.matchAll(/\bnpm (?:run )?(start|test|demo|bench)\b/g)].map(
    ([, script = '']) => script,
  );
  return [
    ...[...own, ...npm].map((script) => ['.', script] as [string, string]),
    ...inside.map(([, name = '', script = '']) => [name, script] as [string, string]),
  ].filter(([, script]) => !builtIn.has(script));
}

async function scriptsOf(where: string): Promise<Set<string>> {
  const short = where.replace('@ballast/', '');
  const folder =
    where === '.'
      ? '.'
      : [`apps/${short}`, `packages/${short}`, short].find((path) => existsSync(join(root, path)));
  if (folder === undefined) return new Set();
  const manifest: unknown = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
  const scripts: unknown =
    typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'scripts') : {};
  return new Set(Object.keys(typeof scripts === 'object' && scripts !== null ? scripts : {}));
}

test('every path that the documents cite exists', async () => {
  const missing: string[] = [];
  let seen = 0;
  for (const document of await documents()) {
    for (const path of citedPaths(await readFile(join(root, document), 'utf8'))) {
      seen += 1;
      if (!existsSync(join(root, path))) missing.push(`${document}: ${path}`);
    }
  }
  expect(missing).toEqual([]);
  expect(seen, 'the documents cite paths at all').toBeGreaterThan(15);
});

test('every command that the documents cite exists', async () => {
  const missing: string[] = [];
  let seen = 0;
  for (const document of await documents()) {
    for (const [where, script] of citedScripts(await readFile(join(root, document), 'utf8'))) {
      seen += 1;
      if (!(await scriptsOf(where)).has(script)) missing.push(`${document}: ${where} ${script}`);
    }
  }
  expect(missing).toEqual([]);
  expect(seen, 'the documents cite commands at all').toBeGreaterThan(10);
});

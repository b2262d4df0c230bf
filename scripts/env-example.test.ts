import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const documented = [...read('.env.example').matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(
  ([, name]) => name ?? '',
);

/** What a process reads of its environment: the keys of a schema, or names handed to a lookup. */
function namesRead(path: string): string[] {
  const patterns = [
    /^ {2}([A-Z][A-Z0-9_]+):/gm,
    /given\('([A-Z][A-Z0-9_]+)'\)/g,
    /env\['([A-Z][A-Z0-9_]+)'\]/g,
  ];
  return patterns.flatMap((pattern) => [...read(path).matchAll(pattern)].map(([, name]) => name ?? ''));
}

/** Set by tools, not by whoever runs Ballast. */
const notOurs = new Set(['NODE_ENV', 'NEXT_RUNTIME', 'PATH', 'SYSTEMROOT']);

test('every variable that the apps and the launcher read is in .env.example', () => {
  const readers = [...globSync('apps/*/src/env.ts', { cwd: root }), 'scripts/launcher/settings.ts'];
  expect(readers.length).toBeGreaterThanOrEqual(3);
  const names = new Set(readers.flatMap(namesRead).filter((name) => !notOurs.has(name)));
  expect(names.size).toBeGreaterThanOrEqual(15);
  for (const name of names) expect(documented, name).toContain(name);
});

test('every variable in .env.example is read somewhere, and is there once', () => {
  const files = globSync('{apps/*/src,packages/*/{src,simulator},scripts}/**/*.{ts,mjs}', {
    cwd: root,
  }).filter((path) => !/node_modules|\.test\.|generated/.test(path));
  const source = files.map(read).join('\n');
  for (const name of documented) expect(new RegExp(`\\b${name}\\b`).test(source), name).toBe(true);
  expect(documented).toEqual([...new Set(documented)]);
  expect(documented.length).toBeGreaterThan(30);
});

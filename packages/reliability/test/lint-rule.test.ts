import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const plugin = 'packages/reliability/lint/injected-runtime.grit';
const ours = ['plugin', 'lint/style/noRestrictedGlobals', 'lint/style/noRestrictedImports'];

interface Report {
  readonly diagnostics: readonly {
    readonly category: string;
    readonly location: { readonly path: string; readonly start: { readonly line: number } };
  }[];
}

/** Lints files under the configuration of this repository. Returns the lines that break our rule, by path. */
function offendingLines(files: Readonly<Record<string, readonly string[]>>): Record<string, number[]> {
  using directory = mkdtempDisposableSync(join(tmpdir(), 'lint-rule-'));
  const at = (path: string) => join(directory.path, path);
  mkdirSync(dirname(at(plugin)), { recursive: true });
  cpSync(join(root, plugin), at(plugin));
  const config: object = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  writeFileSync(at('biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }));
  for (const [path, lines] of Object.entries(files)) {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), `${lines.join('\n')}\n`);
  }
  const biome = join(root, 'node_modules/.bin/biome');
  const args = ['lint', '--reporter=json', '--max-diagnostics=none', 'packages'];
  const { stdout } = spawnSync(biome, args, { cwd: directory.path, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(stdout) as Report;
  const found: Record<string, number[]> = {};
  for (const { category, location } of diagnostics) {
    if (!ours.includes(category)) continue;
    found[location.path] = [...new Set([...(found[location.path] ?? []), location.start.line])].sort(
      (a, b) => a - b,
    );
  }
  return found;
}

const forbidden = [
  "import { setTimeout as wait } from 'node:timers/promises';",
  "import { setInterval as every } from 'node:timers';",
  "import { performance as clock } from 'node:perf_hooks';",
  "import { randomUUID } from 'node:crypto';",
  'export const a = Date.now();',
  'export const b = Date["now"]();',
  'export const c = Date();',
  'export const d = new Date();',
  'export const e = new Date;',
  'export const f = Math.random();',
  'export const g = [1, 2].map(Math.random);',
  'export const h = performance.now();',
  'export const i = crypto.randomUUID();',
  'export const j = process.hrtime.bigint();',
  'export const k = AbortSignal.timeout(5);',
  'setTimeout(() => {}, 1);',
  'setInterval(() => {}, 1);',
  'setImmediate(() => {});',
  'export const l = setTimeout;',
  'globalThis.setTimeout(() => {}, 1);',
  'const { now } = Date;',
  'const { random } = Math;',
];

const allowed = [
  "import { createHash } from 'node:crypto';",
  'export const a = new Date(0).toISOString();',
  'export const b = Date.UTC(2026, 0, 1) + Math.max(1, 2);',
  'export const c = (runtime: { now(): number; random(): number }) => runtime.now() * runtime.random();',
  'export const d = createHash("sha256");',
];

describe('the lint rule for injected time and chance', () => {
  it('forbids every way to the globals in the sources of all packages, but in runtime.ts', () => {
    const packages = ['reliability', 'db', 'api', 'integrations'];
    const bad = packages.map((name) => `packages/${name}/src/deep/bad.ts`);
    const exempt = [
      'packages/reliability/src/runtime.ts',
      'packages/api/src/clock.test.ts',
      'packages/db/src/testing.ts',
    ];
    const found = offendingLines({
      ...Object.fromEntries([...bad, ...exempt].map((path) => [path, forbidden])),
      'packages/reliability/src/good.ts': allowed,
    });
    const everyLine = forbidden.map((_, index) => index + 1);
    expect(found).toEqual(Object.fromEntries(bad.map((path) => [path, everyLine])));
  });
});

import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Paths of files in this repository that a text names between backticks. */
function pathsIn(text: string): string[] {
  const quoted = [...text.matchAll(/`([^`\n]+)`/g)].map(([, content]) => content ?? '');
  return quoted.filter((content) =>
    /^(apps|bench|deploy|docs|e2e|packages|scripts)\/[\w./@-]+\.\w+$/.test(content),
  );
}

test.each(['docs/operations.md', 'docs/deployment.md', 'docs/transactions.md'])(
  '%s names files that exist',
  (file) => {
    const paths = pathsIn(read(file));
    expect(paths.length).toBeGreaterThan(2);
    for (const path of paths) expect(existsSync(join(root, path)), path).toBe(true);
  },
);

test('each decision names a test that exists, and so would fail', () => {
  const files = globSync('docs/decisions/*.md', { cwd: root });
  expect(files.length).toBeGreaterThan(9);
  for (const file of files) {
    const text = read(file);
    const proof = text.includes('**Would fail:**') ? (text.split('**Would fail:**')[1] ?? '') : text;
    const paths = pathsIn(proof);
    const quotedTest = proof.includes('createTestDatabase');
    expect(paths.length > 0 || quotedTest, file).toBe(true);
    for (const path of paths) expect(existsSync(join(root, path)), `${file}: ${path}`).toBe(true);
  }
});

test('compose.yaml, vercel.json and the units start what is there', () => {
  const started = [
    ...read('compose.yaml').matchAll(/cd (\S+) && (?:DATABASE_URL=\S+ )?(?:exec )?node (\S+\.ts)/g),
  ];
  expect(started.length).toBe(3);
  for (const [, directory = '', file = ''] of started)
    expect(existsSync(join(root, directory, file))).toBe(true);
  const { crons } = JSON.parse(read('vercel.json')) as { crons: { path: string }[] };
  for (const { path } of crons)
    expect(existsSync(join(root, `apps/web/src/pages${path}.ts`)), path).toBe(true);
  for (const unit of globSync('deploy/*.service', { cwd: root })) {
    const directory = /WorkingDirectory=\/opt\/ballast\/?(.*)/.exec(read(unit))?.[1] ?? '';
    const file = /ExecStart=\S+node (\S+)/.exec(read(unit))?.[1] ?? 'package.json';
    expect(existsSync(join(root, directory, file)), unit).toBe(true);
  }
});

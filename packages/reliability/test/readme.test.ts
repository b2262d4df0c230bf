import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { idempotencyPoints, reliabilityCodes } from '../src/index.ts';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const blocks = [...readme.matchAll(/<!-- (?<file>\S+) -->\n+```ts\n(?<code>[\s\S]*?)```/g)].map(
  ({ groups }) => [groups?.['file'] ?? '', groups?.['code'] ?? ''] as const,
);

it.each(blocks)('%s is what the README shows, and runs', async (file, code) => {
  const url = new URL(`../${file}`, import.meta.url);
  expect(code).toBe(await readFile(url, 'utf8'));
  await import(url.href);
});

it('shows every example, and no code that is none', async () => {
  const files = await readdir(new URL('readme', import.meta.url));
  expect(blocks.map(([file]) => file).sort()).toEqual(files.map((file) => `test/readme/${file}`).sort());
  expect(readme.match(/```ts/g)).toHaveLength(blocks.length);
});

it('has a row for every code and names every fault point', () => {
  for (const [code, { retryable }] of Object.entries(reliabilityCodes)) {
    expect(readme).toMatch(new RegExp(`^\\| \`${code}\` +\\| ${retryable ? 'yes' : 'no'} `, 'm'));
  }
  for (const point of idempotencyPoints) expect(readme).toContain(`\`${point}\``);
});

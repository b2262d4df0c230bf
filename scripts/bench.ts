/** `npm run bench [section…]`: runs every `bench/<section>.ts`, each in a process of its own, and writes the results. */
import { fork } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { BenchResult } from '../bench/harness/bench.ts';
import { type Results, renderResults } from '../bench/harness/report.ts';
import { generateIfStale } from './launcher/build.ts';

const root = join(import.meta.dirname, '..');
const directory = join(root, 'bench');
const resultsFile = join(directory, 'results.json');

interface Finished {
  readonly name: string;
  readonly result: BenchResult;
}

function runOne(file: string): Promise<Finished | undefined> {
  return new Promise((resolve) => {
    let finished: Finished | undefined;
    const child = fork(join(directory, 'harness', 'run-one.ts'), [join(directory, file)], { cwd: root });
    child.on('message', (message) => {
      finished = message as Finished;
    });
    child.once('exit', (code) => resolve(code === 0 ? finished : undefined));
  });
}

function machine(): string {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}`;
}

const wanted = process.argv.slice(2);
const files = (await readdir(directory, { withFileTypes: true }))
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
  .map((entry) => entry.name)
  .filter((name) => wanted.length === 0 || wanted.includes(name.slice(0, -'.ts'.length)));
const unknown = wanted.filter((name) => !files.includes(`${name}.ts`));
if (unknown.length > 0) {
  process.stderr.write(`There is no bench/${unknown.join('.ts, bench/')}.ts.\n`);
  process.exit(2);
}

await generateIfStale(root);
let results = JSON.parse(await readFile(resultsFile, 'utf8').catch(() => '{}')) as Results;
const failed: string[] = [];
for (const file of files) {
  process.stdout.write(`\n  ${file}\n`);
  const finished = await runOne(file);
  if (!finished) {
    failed.push(file);
    continue;
  }
  const { name, result } = finished;
  for (const { promise, measured, met } of result.targets) {
    process.stdout.write(`    ${met ? 'met   ' : 'MISSED'}  ${promise}: ${measured}\n`);
  }
  results = { ...results, [name]: { ...result, at: new Date().toISOString(), machine: machine() } };
  // After each section: a run that is stopped keeps what it has.
  await writeFile(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
  await writeFile(join(directory, 'RESULTS.md'), renderResults(results));
}
if (failed.length > 0) process.stderr.write(`\nNo result from ${failed.join(', ')}.\n`);
process.exit(failed.length === 0 ? 0 : 1);

import type { BenchResult, Measure } from './bench.ts';
import { median } from './statistics.ts';

/** What `bench/results.json` holds: the newest result of each section. */
export interface Results {
  readonly [name: string]: BenchResult & {
    /** ISO 8601. */
    readonly at: string;
    readonly machine: string;
  };
}

function figure(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
}

function row({ what, unit, samples }: Measure): string {
  const [low, high] = [Math.min(...samples), Math.max(...samples)];
  const space = unit.startsWith('/') || unit === '' ? '' : ' ';
  return `| ${what} | ${figure(median(samples))}${space}${unit} | ${figure(low)} – ${figure(high)} | ${samples.length} |`;
}

function section(name: string, result: Results[string]): string {
  const targets = result.targets.map(
    ({ promise, measured, met }) => `- ${met ? '**met**' : '**missed**'}: ${promise}. Measured: ${measured}.`,
  );
  return [
    `## ${name}`,
    '',
    `${result.method} (${result.at.slice(0, 10)}; ${result.machine})`,
    '',
    '| | median | lowest – highest | repetitions |',
    '|---|---:|---:|---:|',
    ...result.measures.map(row),
    ...(targets.length > 0 ? ['', ...targets] : []),
    ...(result.remarks ?? []).flatMap((remark) => ['', remark]),
    '',
  ].join('\n');
}

/** `bench/RESULTS.md`, rendered from the results alone. */
export function renderResults(results: Results): string {
  const names = Object.keys(results).sort();
  return [
    '# Benchmark results',
    '',
    'Written by `npm run bench`; `npm run bench -- <section>` renews one section. Contenders of a section run in one',
    'process, interleaved, after rounds that are not counted; figures are medians with the lowest and the highest',
    'repetition. The raw figures are in `results.json`. Another machine gives other absolute figures: compare within a',
    'section.',
    '',
    ...names.flatMap((name) => {
      const result = results[name];
      return result ? [section(name, result)] : [];
    }),
  ].join('\n');
}

import { parseArgs } from 'node:util';
import { simulate } from './simulate.ts';

// pnpm --filter @ballast/reliability simulate --schedules 5000000 --seed 7
const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
  },
});
const [schedules, seed] = [Number(values.schedules), Number(values.seed)];
if (!Number.isSafeInteger(schedules) || schedules < 1 || !Number.isSafeInteger(seed)) {
  process.stderr.write('--schedules takes a positive whole number, --seed a whole one\n');
  process.exit(2);
}
const startedMs = performance.now();
const seconds = () => ((performance.now() - startedMs) / 1_000).toFixed(1);
const result = await simulate({
  schedules,
  seed,
  onProgress: (done) => process.stdout.write(`${done} schedules in ${seconds()} s\n`),
});
if (result.violation) {
  process.stdout.write(`seed ${result.violation.seed}: ${result.violation.what}\n`);
  process.stdout.write(`again: --schedules 1 --seed ${result.violation.seed}\n`);
  process.exit(1);
}
process.stdout.write(`${result.schedules} schedules from seed ${seed} in ${seconds()} s, no violation\n`);

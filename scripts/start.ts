import { join } from 'node:path';
import { explainFailure } from './launcher/failure.ts';
import { createProgress } from './launcher/progress.ts';
import { readSettings } from './launcher/settings.ts';
import { type Stack, startStack } from './launcher/stack.ts';

const root = join(import.meta.dirname, '..');
const progress = createProgress(process.stdout);
const startedMs = performance.now();
let stack: Stack | undefined;
let stopping = false;

async function stop(exitCode: number): Promise<void> {
  if (stopping) {
    // Asked twice: now.
    stack?.children.kill();
    process.exit(1);
  }
  stopping = true;
  // Still starting: the start's own clean-up runs once the present step is over.
  if (!stack) return;
  await progress.step('Stopping', stack.stop);
  process.exit(exitCode);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

try {
  const settings = readSettings(root);
  progress.say('\n  Ballast\n');
  stack = await startStack({ root, settings, progress });
  if (stopping) {
    await progress.step('Stopping', stack.stop);
    process.exit(0);
  }
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  progress.say(
    `\n  Ready in ${seconds} s at  ${settings.appUrl}\n  Data in ${settings.dataDir}. Stop with Ctrl-C.\n`,
  );
  const failed = await stack.children.gaveUp;
  progress.say(`\n  ${failed} can't be kept running; stopping.`);
  stopping = true;
  await stack.stop();
  process.exit(1);
} catch (error) {
  process.stderr.write(`\n  ${explainFailure(error)}\n\n`);
  process.exit(stopping ? 0 : 1);
}

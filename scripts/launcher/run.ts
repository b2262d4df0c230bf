import { explainFailure } from './failure.ts';
import { createProgress, type Progress } from './progress.ts';
import { readSettings, type Settings } from './settings.ts';
import { type Stack, startStack } from './stack.ts';

/** One way of running the whole app in the foreground. */
export interface RunOptions {
  readonly root: string;
  readonly title: string;
  /** `next dev` and watching instead of a build. */
  readonly development?: boolean;
  /** Changes the settings, and starts what the app is to talk to; `stop` is called after the app has stopped. */
  readonly prepare?: (
    settings: Settings,
    progress: Progress,
  ) => Promise<{ settings: Settings; env?: NodeJS.ProcessEnv; stop(): Promise<void> }>;
  /** Called once the app answers; returns what to tell the person, line by line. */
  readonly welcome?: (settings: Settings, progress: Progress) => Promise<readonly string[]>;
}

/**
 * Runs the app until Ctrl-C or SIGTERM, then drains it. Sets this process's exit: 0 after an orderly stop, 1 when it
 * could not start or be kept running, with a line that says what to do.
 */
export async function runUntilStopped(options: RunOptions): Promise<never> {
  const { root, title, development = false } = options;
  const progress = createProgress(process.stdout);
  const startedMs = performance.now();
  let stack: Stack | undefined;
  let beside: { stop(): Promise<void> } | undefined;
  let stopping = false;

  const stopAll = async (): Promise<void> => {
    await stack?.stop();
    await beside?.stop();
  };
  const stop = async (): Promise<void> => {
    if (stopping) {
      // Asked twice: now.
      stack?.children.kill();
      process.exit(1);
    }
    stopping = true;
    // Still starting: the start's own clean-up runs once the present step is over.
    if (!stack) return;
    progress.say('');
    await progress.step('Stopping', stopAll);
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());

  try {
    let settings = readSettings(root);
    progress.say(`\n  ${title}\n`);
    const prepared = await options.prepare?.(settings, progress);
    beside = prepared;
    settings = prepared?.settings ?? settings;
    const env = prepared?.env ?? {};
    stack = await startStack({ root, settings, progress, development, env });
    if (stopping) {
      await progress.step('Stopping', stopAll);
      process.exit(0);
    }
    const lines = (await options.welcome?.(settings, progress)) ?? [];
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    progress.say(`\n  Ready in ${seconds} s at  ${settings.appUrl}`);
    for (const line of [...lines, `Data in ${settings.dataDir}. Stop with Ctrl-C.`])
      progress.say(`  ${line}`);
    const failed = await stack.children.gaveUp;
    progress.say(`\n  ${failed} can't be kept running; stopping.`);
    stopping = true;
    await stopAll();
    process.exit(1);
  } catch (error) {
    await beside?.stop();
    process.stderr.write(`\n  ${explainFailure(error)}\n\n`);
    process.exit(stopping ? 0 : 1);
  }
}

/** `npm run demo`, or `--dev` while you work on it: the whole app on throw-away data, a sample account, and six simulated vendors that can be made to fail. */
import { join } from 'node:path';
import { signUpSample } from './demo/account.ts';
import { furnish } from './demo/furnish.ts';
import { type Stage, setStage } from './demo/simulated-vendors.ts';
import { runUntilStopped } from './launcher/run.ts';

let stage: Stage | undefined;

await runUntilStopped({
  root: join(import.meta.dirname, '..'),
  title: 'Ballast, as a demo: throw-away data, simulated vendors',
  development: process.argv.includes('--dev'),
  prepare: async (settings, progress) => {
    stage = await progress.step('Starting the vendor simulator', () => setStage(settings));
    return stage;
  },
  welcome: async (settings, progress) => {
    if (!stage) return [];
    const { simulator } = stage;
    const { api, email, password } = await progress.step('Making a sample account', () =>
      signUpSample(`http://127.0.0.1:${settings.port}`),
    );
    await progress.step('Filling it with thoughts', () => furnish(api, simulator));
    return [
      `Sign in as  ${email}  with  ${password}`,
      `Make vendors fail at  ${settings.appUrl}/operations`,
      `The vendors' own view: ${simulator.url}/__sim/journal`,
    ];
  },
});

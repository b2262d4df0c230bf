import { rm } from 'node:fs/promises';
import { startSimulator } from '@ballast/integrations/simulator';
import { connectableAt } from '../../scripts/demo/simulated-vendors.ts';
import { launchApp } from './launch.ts';
import { placeOfThisRun } from './place.ts';

/** Starts the app and its simulated vendors before the first story; what is returned ends both and removes the data. */
export default async function globalSetup(): Promise<(() => Promise<void>) | undefined> {
  const place = await placeOfThisRun();
  if (place.given) return undefined;
  const simulator = await startSimulator({
    webhookTargets: {
      slack: `${place.url}/api/webhooks/slack`,
      gmail: `${place.url}/api/webhooks/gmail`,
      notion: `${place.url}/api/webhooks/notion`,
      calendar: `${place.url}/api/webhooks/google-calendar`,
    },
  });
  // Stories run in processes of their own and find it here.
  process.env['BALLAST_E2E_SIMULATOR_URL'] = simulator.url;
  const forget = async () => {
    await simulator.close();
    await rm(place.dataDir, { recursive: true, force: true });
  };
  const env = {
    ...connectableAt(simulator.url),
    // All stories together are more than an instance of one's own keeps every trace of.
    OTEL_TRACES_SAMPLER: 'parentbased_always_on',
  };
  const app = await launchApp({ ...place, env }).catch(async (error: unknown) => {
    await forget();
    throw error;
  });
  return async () => {
    await app.stop();
    await forget();
  };
}

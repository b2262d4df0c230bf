import { rm } from 'node:fs/promises';
import { launchApp } from './launch.ts';
import { placeOfThisRun } from './place.ts';

/** Starts the app before the first story; what is returned stops it after the last and removes its data. */
export default async function globalSetup(): Promise<(() => Promise<void>) | undefined> {
  const place = await placeOfThisRun();
  if (place.given) return undefined;
  const forget = () => rm(place.dataDir, { recursive: true, force: true });
  const app = await launchApp(place).catch(async (error: unknown) => {
    await forget();
    throw error;
  });
  return async () => {
    await app.stop();
    await forget();
  };
}

import { createDatabase } from '@ballast/db';
import { attachEmbedded } from '@ballast/db/embedded';
import { placeOfThisRun } from './place.ts';

/** Looks into the database of the app under test, past everything it shows. */
export async function rowsInside(query: string, values: readonly unknown[] = []): Promise<unknown[]> {
  const { dataDir } = await placeOfThisRun();
  const { url } = await attachEmbedded({ dataDir });
  const database = createDatabase({ url: url.replace(/\/postgres$/, '/ballast') });
  try {
    return (await database.pool.query(query, [...values])).rows;
  } finally {
    await database.close();
  }
}

/** Tells the simulated vendors to behave in a way that is no person's doing, such as a token that dies. */
export async function tellVendors(faults: readonly object[]): Promise<void> {
  await askVendors('faults', faults);
}

/** Has something happen at a simulated vendor that a person does there, such as an edit; the vendor tells of it. */
export async function doAtVendor(event: object): Promise<void> {
  await askVendors('events', event);
}

async function askVendors(what: 'faults' | 'events', body: object): Promise<void> {
  const response = await fetch(`${vendorsUrl()}/__sim/${what}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The simulator refused it: ${await response.text()}`);
}

/** Where the simulated vendors are. */
export function vendorsUrl(): string {
  const url = process.env['BALLAST_E2E_SIMULATOR_URL'];
  if (url === undefined) throw new Error('BALLAST_E2E_SIMULATOR_URL is not set: there is nobody to tell.');
  return url;
}

import type { GoogleVendor } from './vendors.ts';

const google = 'https://www.googleapis.com/auth';

/** What a person is asked to allow, by what it is for: the least that does it. */
export const consentScopes: Readonly<Record<GoogleVendor, readonly string[]>> = {
  gmail: [`${google}/gmail.readonly`, `${google}/gmail.compose`],
  google_calendar: [`${google}/calendar`],
};

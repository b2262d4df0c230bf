import type { ConsentSession } from '@ballast/api';
import type { NextApiHandler, NextApiRequest } from 'next';
import { type App, getApp } from './app.ts';
import { toHeaders } from './to-headers.ts';

/** Where consents begin and end for a person. */
export const connectionsPage = '/settings/integrations';

/** A step of a consent: for the browser of somebody signed in, answered with the address it goes on at. */
export function consentRoute(
  next: (app: App, session: ConsentSession, req: NextApiRequest) => Promise<string>,
): NextApiHandler {
  return async (req, res) => {
    // The address that brought the browser here holds a code: neither it nor the answer is to be kept anywhere.
    res.setHeader('Cache-Control', 'no-store').setHeader('Referrer-Policy', 'no-referrer');
    if (req.method !== 'GET')
      return void res.setHeader('Allow', 'GET').status(405).json({ error: 'Use GET.' });
    const app = getApp();
    const signedIn = await app.auth.api.getSession({ headers: toHeaders(req.headers) });
    const location = signedIn
      ? await next(app, { ownerId: signedIn.user.id, sessionId: signedIn.session.id }, req)
      : `/sign-in?next=${encodeURIComponent(connectionsPage)}`;
    res.redirect(303, location);
  };
}

/** The connections page, with what came of a consent. */
export function connectionsPageWith(told: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(told).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return `${connectionsPage}?${new URLSearchParams(given)}`;
}

import type { NextApiHandler, NextApiRequest, NextApiResponse } from 'next';
import { type App, getApp } from './app.ts';
import { bearerToken, isSameSecret } from './bearer.ts';

/** A route for the service alone: its bearer or 401, these methods or 405. */
export function serviceRoute(
  methods: readonly ('GET' | 'POST')[],
  answer: (app: App, req: NextApiRequest, res: NextApiResponse) => Promise<void>,
): NextApiHandler {
  return async (req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    if (!methods.some((method) => method === req.method)) {
      res
        .setHeader('Allow', methods.join(', '))
        .status(405)
        .json({ error: `Use ${methods.join(' or ')}.` });
      return;
    }
    const app = getApp();
    const token = bearerToken(req.headers.authorization);
    if (token === undefined || !isSameSecret(token, app.env.CRON_SECRET)) {
      res
        .setHeader('WWW-Authenticate', 'Bearer')
        .status(401)
        .json({ error: 'This needs the service bearer.' });
      return;
    }
    await answer(app, req, res);
  };
}

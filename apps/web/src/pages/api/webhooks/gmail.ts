import type { NextApiRequest, NextApiResponse } from 'next';
import { getApp } from '../../../server/app.ts';

/** The body is read where its sender is checked. */
export const config = { api: { bodyParser: false, externalResolver: true } };

/** Takes what Gmail's Pub/Sub subscription pushes: that a mailbox has news. */
export default function handler(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  return getApp().api.handleGmail(req, res);
}

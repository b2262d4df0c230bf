import type { NextApiRequest, NextApiResponse } from 'next';
import { getApp } from '../../../server/app.ts';

/** The signature is made over the body's bytes: nothing may parse them before. */
export const config = { api: { bodyParser: false, externalResolver: true } };

/** Takes what Slack sends: events, slash commands and the question whether this address is ours. */
export default function handler(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  return getApp().api.handleSlack(req, res);
}

import type { NextApiRequest, NextApiResponse } from 'next';
import { getApp } from '../../../server/app.ts';

/** The signature is made over the body's bytes: nothing may parse them before. */
export const config = { api: { bodyParser: false, externalResolver: true } };

/** Takes what Notion tells of: edits of pages, and once the token it signs with. */
export default function handler(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  return getApp().api.handleNotion(req, res);
}

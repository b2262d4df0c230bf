import type { NextApiRequest, NextApiResponse } from 'next';
import { getApp } from '../../../server/app.ts';

/** The API reads the body itself, as strict UTF-8 and within its own limit. */
export const config = { api: { bodyParser: false, externalResolver: true } };

export default function handler(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  return getApp().api.handle(req, res);
}

import type { NextApiRequest, NextApiResponse } from 'next';
import { getApp } from '../../../server/app.ts';

export const config = { api: { bodyParser: false, externalResolver: true } };

export default function handler(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  return getApp().handleAuth(req, res);
}

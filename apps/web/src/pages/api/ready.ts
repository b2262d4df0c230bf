import type { NextApiRequest, NextApiResponse } from 'next';
import { getApp } from '../../server/app.ts';

/** 200 while this process may be given work; else 503 with the reason. */
export default async function handler(_req: NextApiRequest, res: NextApiResponse): Promise<void> {
  const readiness = await getApp().readiness();
  res
    .setHeader('Cache-Control', 'no-store')
    .status(readiness.ready ? 200 : 503)
    .json({
      status: readiness.ready ? 'ready' : 'not_ready',
      ...(readiness.ready ? {} : { reason: readiness.reason }),
    });
}

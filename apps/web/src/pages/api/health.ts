import type { NextApiRequest, NextApiResponse } from 'next';

/** The process is up; says nothing about what it depends on. */
export default function handler(_req: NextApiRequest, res: NextApiResponse): void {
  res.setHeader('Cache-Control', 'no-store').status(200).json({ status: 'ok' });
}

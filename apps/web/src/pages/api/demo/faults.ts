import type { NextApiRequest, NextApiResponse } from 'next';
import { demoSwitchSchema } from '../../../features/demo/situations.ts';
import { getApp } from '../../../server/app.ts';
import { createDemoSimulator } from '../../../server/demo/simulator.ts';
import { toHeaders } from '../../../server/to-headers.ts';

/**
 * The switches of a demo's simulated vendors, for whoever is signed in. Outside a demo there is no such address. A body
 * counts only as JSON: another site's form can't send that.
 */
export default async function handler(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  res.setHeader('Cache-Control', 'no-store');
  const { env, auth } = getApp();
  const { BALLAST_DEMO_SIMULATOR_URL: url } = env;
  if (url === undefined) return void res.status(404).json({ error: 'There is no such address.' });
  const session = await auth.api.getSession({ headers: toHeaders(req.headers) });
  if (!session) return void res.status(401).json({ error: 'Sign in first.' });
  const simulator = createDemoSimulator(url);
  if (req.method === 'GET') return void res.status(200).json(await simulator.read());
  if (req.method !== 'POST') {
    return void res.setHeader('Allow', 'GET, POST').status(405).json({ error: 'Use GET or POST.' });
  }
  if (!req.headers['content-type']?.startsWith('application/json')) {
    return void res.status(415).json({ error: 'Send JSON.' });
  }
  const change = demoSwitchSchema.safeParse(req.body);
  if (!change.success) return void res.status(400).json({ error: 'There is no such vendor or situation.' });
  res.status(200).json(await simulator.set(change.data));
}

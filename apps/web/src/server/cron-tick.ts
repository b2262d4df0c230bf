import type { App } from './app.ts';
import { serviceRoute } from './service-route.ts';

/** The local hour from which a day's digest is made, and the one from which Sunday's review is. */
const fromLocalHour = { daily: 7, weekly: 17 } as const;

/** A tick of the schedule over HTTP, for deployments without a process of their own for it. */
export function digestTick(kind: 'daily' | 'weekly') {
  return serviceRoute(['GET', 'POST'], async ({ api }: App, _req, res) => {
    // No key: a digest is unique by owner and period, so a repeated tick finds what is there and makes what failed.
    const report = await api.asService().digest.generateAll({ kind, fromLocalHour: fromLocalHour[kind] });
    res.status(report.failed === 0 ? 200 : 500).json(report);
  });
}

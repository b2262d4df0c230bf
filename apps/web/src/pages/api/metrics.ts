import { renderDoorMetrics } from '../../server/door-metrics.ts';
import { renderJobMetrics } from '../../server/job-metrics.ts';
import { renderPoolMetrics } from '../../server/pool-metrics.ts';
import { serviceRoute } from '../../server/service-route.ts';
import { getTelemetry } from '../../server/telemetry.ts';

/** What this process measures, for Prometheus. With the database away its own part is still answered. */
export default serviceRoute(['GET'], async ({ api, database, door }, _req, res) => {
  const backlog = await api
    .asService()
    .job.backlog()
    .then(renderJobMetrics, () => '');
  const own = (await getTelemetry()?.metricsText()) ?? '';
  res.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
  res
    .status(200)
    .send(renderPoolMetrics(database.gauges()) + renderDoorMetrics(door.states()) + backlog + own);
});

import { renderPoolMetrics } from '../../server/pool-metrics.ts';
import { serviceRoute } from '../../server/service-route.ts';

/** What this process measures, for Prometheus. */
export default serviceRoute(['GET'], async ({ database }, _req, res) => {
  res.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
  res.status(200).send(renderPoolMetrics(database.gauges()));
});

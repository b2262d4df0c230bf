import { isDomainError } from '@ballast/api';
import { serviceRoute } from '../../../../server/service-route.ts';

export const config = { api: { bodyParser: { sizeLimit: '4mb' } } };

/** Takes spans as OTLP/JSON over HTTP, from our own processes. */
export default serviceRoute(['POST'], async ({ api }, req, res) => {
  if (!req.headers['content-type']?.startsWith('application/json')) {
    res.status(415).json({ message: 'Only OTLP as JSON is taken: OTEL_EXPORTER_OTLP_PROTOCOL=http/json.' });
    return;
  }
  try {
    await api.receiveSpans(req.body);
    res.status(200).json({});
  } catch (error) {
    if (!isDomainError(error)) throw error;
    res.status(400).json({ message: error.message });
  }
});

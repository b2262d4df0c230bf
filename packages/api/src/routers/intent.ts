import { detectIntent, detectIntentInput } from '../services/intent/detect.ts';
import { people, query, router } from '../trpc.ts';

export const intentRouter = router({
  detect: query({ access: people, budget: '10s', input: detectIntentInput, run: detectIntent }),
});

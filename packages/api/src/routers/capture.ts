import { createCapture, createCaptureInput } from '../services/capture/create.ts';
import { mutation, people, router } from '../trpc.ts';

export const captureRouter = router({
  create: mutation({
    access: people,
    budget: '5s',
    idempotency: { mode: 'atomic', window: '24h' },
    transaction: true,
    input: createCaptureInput,
    run: createCapture,
  }),
});

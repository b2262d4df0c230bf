import { withIdempotencyKey } from '@ballast/api/client';
import type { TaskList } from 'graphile-worker';
import { z } from 'zod';
import type { ApiClient } from './client.ts';

/** The local hour from which a day's digest is made, and the one from which Sunday's review is. */
const digestFromHour = 7;
const reviewFromHour = 17;

const classifyPayload = z.object({ entryId: z.uuid(), round: z.string() });
const tickPayload = z.object({ _cron: z.object({ ts: z.string() }).optional() }).nullish();

/**
 * What each job calls. A task holds no business logic: it names one idempotent procedure, and a key that comes from
 * the business fact, never from the delivery, so that a job delivered twice is one call answered twice.
 */
export function tasksOf(api: ApiClient, now: () => Date): TaskList {
  const tick = (payload: unknown) => tickPayload.parse(payload)?._cron?.ts ?? now().toISOString();
  return {
    classify: async (payload, helpers) => {
      const { entryId, round } = classifyPayload.parse(payload);
      await api.inbox.classify.mutate(
        { entryId },
        withIdempotencyKey(`classify:${entryId}:${round}`, helpers.abortSignal),
      );
    },
    'daily-digest': async (payload, helpers) => {
      const report = await api.digest.generateAll.mutate(
        { kind: 'daily', fromLocalHour: digestFromHour },
        withIdempotencyKey(`tick:daily-digest:${tick(payload)}`, helpers.abortSignal),
      );
      helpers.logger.info(`daily-digest ${JSON.stringify(report)}`);
    },
    'weekly-review': async (payload, helpers) => {
      const report = await api.digest.generateAll.mutate(
        { kind: 'weekly', fromLocalHour: reviewFromHour },
        withIdempotencyKey(`tick:weekly-review:${tick(payload)}`, helpers.abortSignal),
      );
      helpers.logger.info(`weekly-review ${JSON.stringify(report)}`);
    },
    purge: async (payload, helpers) => {
      const report = await api.maintenance.purge.mutate(
        {},
        withIdempotencyKey(`tick:purge:${tick(payload)}`, helpers.abortSignal),
      );
      helpers.logger.info(`purge ${JSON.stringify(report)}`);
    },
  };
}

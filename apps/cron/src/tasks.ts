import { withIdempotencyKey } from '@ballast/api/client';
import { TRPCClientError } from '@trpc/client';
import type { TaskList } from 'graphile-worker';
import { z } from 'zod';
import type { ApiClient } from './client.ts';

/** The local hour from which a day's digest is made, and the one from which Sunday's review is. */
const digestFromHour = 7;
const reviewFromHour = 17;

const classifyPayload = z.object({ entryId: z.uuid(), round: z.string() });
const deliverPayload = z.object({ messageId: z.uuid(), round: z.string() });
const embedPayload = z.object({ recordId: z.uuid(), version: z.int() });
const runWorkflowPayload = z.object({ executionId: z.uuid() });
const tickPayload = z.object({ _cron: z.object({ ts: z.string() }).optional() }).nullish();

/** What a job was about may have been deleted since, with its account or by hand: then there is nothing to do. */
async function unlessGone(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (error instanceof TRPCClientError && error.data?.httpStatus === 404) return;
    throw error;
  }
}

/**
 * What each job calls. A task holds no business logic: it names one idempotent procedure, and a key that comes from
 * the business fact, never from the delivery, so that a job delivered twice is one call answered twice.
 */
export function tasksOf(api: ApiClient, now: () => Date): TaskList {
  const tick = (payload: unknown) => tickPayload.parse(payload)?._cron?.ts ?? now().toISOString();
  return {
    classify: async (payload, helpers) => {
      const { entryId, round } = classifyPayload.parse(payload);
      await unlessGone(
        api.inbox.classify.mutate(
          { entryId },
          withIdempotencyKey(`classify:${entryId}:${round}`, helpers.abortSignal),
        ),
      );
    },
    deliver: async (payload, helpers) => {
      const { messageId, round } = deliverPayload.parse(payload);
      await unlessGone(
        api.outbox.deliver.mutate(
          { messageId },
          withIdempotencyKey(`deliver:${messageId}:${round}`, helpers.abortSignal),
        ),
      );
    },
    embed: async (payload, helpers) => {
      const { recordId, version } = embedPayload.parse(payload);
      await unlessGone(
        api.record.embed.mutate(
          { recordId, version },
          withIdempotencyKey(`embed:${recordId}:${version}`, helpers.abortSignal),
        ),
      );
    },
    'run-workflow': async (payload, helpers) => {
      const { executionId } = runWorkflowPayload.parse(payload);
      // Once the job runner gives up nobody comes back: the execution is then called failed instead of running.
      const lastAttempt = helpers.job.attempts >= helpers.job.max_attempts;
      await unlessGone(
        api.workflow.run.mutate(
          { executionId, lastAttempt },
          withIdempotencyKey(
            `run-workflow:${executionId}:${lastAttempt ? 'last' : 'next'}`,
            helpers.abortSignal,
          ),
        ),
      );
    },
    'due-workflows': async (payload, helpers) => {
      const report = await api.workflow.fireDue.mutate(
        {},
        withIdempotencyKey(`tick:due-workflows:${tick(payload)}`, helpers.abortSignal),
      );
      if (report.fired + report.failed > 0) helpers.logger.info(`due-workflows ${JSON.stringify(report)}`);
    },
    'suggest-actions': async (payload, helpers) => {
      const report = await api.action.suggest.mutate(
        {},
        withIdempotencyKey(`tick:suggest-actions:${tick(payload)}`, helpers.abortSignal),
      );
      helpers.logger.info(`suggest-actions ${JSON.stringify(report)}`);
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
    reclassify: async (payload, helpers) => {
      const report = await api.inbox.reclassify.mutate(
        {},
        withIdempotencyKey(`tick:reclassify:${tick(payload)}`, helpers.abortSignal),
      );
      helpers.logger.info(`reclassify ${JSON.stringify(report)}`);
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

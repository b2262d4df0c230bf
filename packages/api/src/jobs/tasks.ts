import { type TRPCClient, TRPCClientError } from '@trpc/client';
import { z } from 'zod';
import { withIdempotencyKey } from '../ladder/client/call-options.ts';
import type { AppRouter } from '../root.ts';
import type { JobHelpers } from './job-helpers.ts';

/** The typed client with which jobs and ticks call procedures: over HTTP, or in the same process. */
export type ApiClient = TRPCClient<AppRouter>;

/** Does one job; resolves with what it has to report, if anything: counts, never what a person wrote. */
export type JobTask = (payload: unknown, helpers: JobHelpers) => Promise<object | undefined>;

/** The local hour from which a day's digest is made, and the one from which Sunday's review is. */
const digestFromHour = 7;
const reviewFromHour = 17;

const classifyPayload = z.object({ entryId: z.uuid(), round: z.string() });
const deliverPayload = z.object({ messageId: z.uuid(), round: z.string() });
const embedPayload = z.object({ recordId: z.uuid(), version: z.int() });
const inboundPayload = z.object({ eventId: z.uuid() });
const runWorkflowPayload = z.object({ executionId: z.uuid() });
const syncPayload = z.object({ integrationId: z.uuid(), round: z.string() });
const tickPayload = z.object({ _cron: z.object({ ts: z.string() }).optional() }).nullish();

/** What a job was about may have been deleted since, with its account or by hand: then there is nothing to do. */
async function unlessGone(call: Promise<unknown>): Promise<undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof TRPCClientError && error.data?.httpStatus === 404) return undefined;
    throw error;
  }
}

/**
 * What each job calls. A task holds no business logic: it names one idempotent procedure, and a key that comes from
 * the business fact, never from the delivery, so that a job delivered twice is one call answered twice.
 */
export function tasksOf(api: ApiClient, now: () => Date): Record<string, JobTask> {
  const tick = (payload: unknown) => tickPayload.parse(payload)?._cron?.ts ?? now().toISOString();
  return {
    classify: async (payload, helpers) => {
      const { entryId, round } = classifyPayload.parse(payload);
      return unlessGone(
        api.inbox.classify.mutate(
          { entryId },
          withIdempotencyKey(`classify:${entryId}:${round}`, helpers.abortSignal),
        ),
      );
    },
    deliver: async (payload, helpers) => {
      const { messageId, round } = deliverPayload.parse(payload);
      return unlessGone(
        api.outbox.deliver.mutate(
          { messageId },
          withIdempotencyKey(`deliver:${messageId}:${round}`, helpers.abortSignal),
        ),
      );
    },
    embed: async (payload, helpers) => {
      const { recordId, version } = embedPayload.parse(payload);
      return unlessGone(
        api.record.embed.mutate(
          { recordId, version },
          withIdempotencyKey(`embed:${recordId}:${version}`, helpers.abortSignal),
        ),
      );
    },
    inbound: async (payload, helpers) => {
      const { eventId } = inboundPayload.parse(payload);
      return unlessGone(
        api.inbound.process.mutate(
          { eventId },
          withIdempotencyKey(`inbound:${eventId}`, helpers.abortSignal),
        ),
      );
    },
    sync: async (payload, helpers) => {
      const { integrationId, round } = syncPayload.parse(payload);
      return unlessGone(
        api.integration.sync.mutate(
          { integrationId },
          withIdempotencyKey(`sync:${integrationId}:${round}`, helpers.abortSignal),
        ),
      );
    },
    'sync-all': async (payload, helpers) => {
      return api.integration.syncAll.mutate(
        {},
        withIdempotencyKey(`tick:sync-all:${tick(payload)}`, helpers.abortSignal),
      );
    },
    'run-workflow': async (payload, helpers) => {
      const { executionId } = runWorkflowPayload.parse(payload);
      // Once the job runner gives up nobody comes back: the execution is then called failed instead of running.
      const lastAttempt = helpers.job.attempts >= helpers.job.max_attempts;
      return unlessGone(
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
      return api.workflow.fireDue.mutate(
        {},
        withIdempotencyKey(`tick:due-workflows:${tick(payload)}`, helpers.abortSignal),
      );
    },
    'suggest-actions': async (payload, helpers) => {
      return api.action.suggest.mutate(
        {},
        withIdempotencyKey(`tick:suggest-actions:${tick(payload)}`, helpers.abortSignal),
      );
    },
    'daily-digest': async (payload, helpers) => {
      return api.digest.generateAll.mutate(
        { kind: 'daily', fromLocalHour: digestFromHour },
        withIdempotencyKey(`tick:daily-digest:${tick(payload)}`, helpers.abortSignal),
      );
    },
    'weekly-review': async (payload, helpers) => {
      return api.digest.generateAll.mutate(
        { kind: 'weekly', fromLocalHour: reviewFromHour },
        withIdempotencyKey(`tick:weekly-review:${tick(payload)}`, helpers.abortSignal),
      );
    },
    reclassify: async (payload, helpers) => {
      return api.inbox.reclassify.mutate(
        {},
        withIdempotencyKey(`tick:reclassify:${tick(payload)}`, helpers.abortSignal),
      );
    },
    'embed-missing': async (payload, helpers) => {
      return api.record.embedMissing.mutate(
        {},
        withIdempotencyKey(`tick:embed-missing:${tick(payload)}`, helpers.abortSignal),
      );
    },
    purge: async (payload, helpers) => {
      return api.maintenance.purge.mutate(
        {},
        withIdempotencyKey(`tick:purge:${tick(payload)}`, helpers.abortSignal),
      );
    },
  };
}

import {
  type Answer,
  fingerprint,
  type IdempotencyOutcome,
  isReliabilityError,
  type KeyedCall,
  telemetryAttributes,
} from '@ballast/reliability';
import { durationMs } from '../duration.ts';
import { originalOf } from '../errors.ts';
import { measureKeyedCall } from '../measure.ts';
import { callRung } from '../rungs.ts';
import { inSpan } from '../span.ts';
import { transactInSpan } from '../transact.ts';
import { answerWith } from './replay.ts';

/**
 * Sixth rung: a call with a key acts once and is answered alike every time. It stands below the input, so that the
 * fingerprint is of what was understood. In atomic mode it opens the transaction that claim, effects and stored
 * answer share; in leased mode it stands outside any.
 */
export const idempotencyRung = callRung(async ({ ctx, meta, path, input, next }) => {
  const declared = meta?.idempotency;
  const { idempotencyKey } = ctx.request;
  if (!declared || idempotencyKey === undefined) return next();
  const { deadline, principal, ladder } = ctx;
  const call: KeyedCall = {
    scope: `${principal.scope}/${path}`,
    key: idempotencyKey,
    fingerprint: fingerprint(input ?? null),
    windowMs: durationMs(declared.window),
    deadline,
  };
  /** The resolver's answer; `next()` resolves with its failure, which has to be thrown to roll back. */
  const run = async (more: object): Promise<unknown> => {
    const result = await next({ ctx: more });
    if (!result.ok) throw originalOf(result.error);
    return result.data;
  };
  return inSpan('idempotency', { [telemetryAttributes.idempotencyMode]: declared.mode }, async (span) => {
    const tell = (outcome: IdempotencyOutcome) => {
      span.setAttribute(telemetryAttributes.idempotencyOutcome, outcome);
      measureKeyedCall(path, declared.mode, outcome);
    };
    try {
      const answer: Answer<unknown> =
        declared.mode === 'atomic'
          ? await ladder.idempotency.atomic(
              { ...call, transact: (body) => transactInSpan(ladder, { deadline, name: path }, body) },
              (tx) => run({ tx }),
            )
          : await ladder.idempotency.leased(call, (lease) => run({ lease }));
      tell(answer.outcome);
      if (answer.replayed) ctx.request.setHeader('Idempotency-Replayed', 'true');
      return answerWith(answer.value);
    } catch (error) {
      tell(outcomeOfFailure(error, declared.mode));
      throw error;
    }
  });
});

/** How a call with a key ended without an answer, in the words of `IdempotencyOutcome`. */
function outcomeOfFailure(error: unknown, mode: 'atomic' | 'leased'): IdempotencyOutcome {
  if (isReliabilityError(error)) {
    if (error.code === 'idempotency_in_progress') return 'conflict';
    if (error.code === 'idempotency_key_reused') return 'key_reused';
    if (error.code === 'idempotency_lease_lost') return 'lease_lost';
  }
  return mode === 'leased' ? 'released' : 'failed';
}

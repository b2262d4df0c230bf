import { type InboxEntryRow, newId } from '@ballast/db';
import type { Classified } from '@ballast/integrations';

/** What became of a classification. */
export type ClassificationOutcome = 'filed' | 'needs_review' | 'superseded' | 'kept';

/** One classification as it is kept: who thought what, how sure, how long and at what price. */
export function auditRow(
  entry: InboxEntryRow,
  result: Classified,
  latencyMs: number,
  outcome: ClassificationOutcome,
) {
  return {
    id: newId(),
    ownerId: entry.ownerId,
    entryId: entry.id,
    provider: result.provider,
    model: result.model,
    promptVersion: result.promptVersion,
    category: result.category,
    confidence: result.confidence,
    title: result.title,
    latencyMs,
    inputTokens: result.inputTokens,
    outputTokens: result.outputTokens,
    outcome,
    errorCode: result.degraded ? 'degraded' : null,
  };
}

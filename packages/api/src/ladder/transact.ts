import { type Deadline, telemetryAttributes as names } from '@ballast/reliability';
import type { LadderServices, PrincipalBase } from './context.ts';
import { inSpan } from './span.ts';

/** Opens the ladder's transaction inside a span that says what it was for and how it ended. */
export function transactInSpan<T, Tx>(
  ladder: Pick<LadderServices<Tx, PrincipalBase>, 'transact'>,
  call: { readonly deadline: Deadline; readonly name: string },
  body: (tx: Tx) => Promise<T>,
): Promise<T> {
  return inSpan('transaction', { [names.transactionName]: call.name }, async (span) => {
    let runs = 0;
    const end = (outcome: 'committed' | 'rolled_back' | 'unknown') =>
      span.setAttributes({
        [names.transactionOutcome]: outcome,
        [names.transactionReruns]: Math.max(0, runs - 1),
      });
    try {
      const value = await ladder.transact(call, (tx) => {
        runs += 1;
        return body(tx);
      });
      end('committed');
      return value;
    } catch (error) {
      const unknown = error instanceof Error && 'code' in error && error.code === 'commit_unknown';
      end(unknown ? 'unknown' : 'rolled_back');
      throw error;
    }
  });
}

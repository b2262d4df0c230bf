import type { RecordRow } from '@ballast/db';
import { type Deadline, ReliabilityError } from '@ballast/reliability';
import { sql } from 'kysely';
import { fingerprintOf } from './fingerprint.ts';
import { lockPair, type PairId } from './lock-pair.ts';
import type { Content, Copy, Mirror, Using } from './mirror.ts';
import { settleEdit } from './settle-edit.ts';
import type { Mirroring } from './using.ts';
import { type MirrorVendor, wanted } from './wanted.ts';
import { heldForMs, takeCopy } from './write-lease.ts';

/** One record's copy at one connection, being brought up to date. */
export interface Work<V extends MirrorVendor> {
  readonly app: Mirroring;
  readonly using: Using<V>;
  readonly mirror: Mirror<V>;
  readonly vendor: V;
  readonly pair: PairId;
  readonly deadline: Deadline;
}

/** Longer than a write may take, so that the lease never ends under one, in ms. */
const spareMs = 10_000;

/**
 * Settles what was edited in the copy as it was read, and takes the copy for writing, in one transaction. `held`:
 * this very work took it before. Undefined when there is nothing to write.
 * @throws ReliabilityError `idempotency_in_progress` while somebody else writes there
 */
export function beginWrite<V extends MirrorVendor>(
  { app, using, mirror, vendor, pair, deadline }: Work<V>,
  copy: Copy | undefined,
  held: boolean,
): Promise<{ readonly record: RecordRow; readonly content: Content } | undefined> {
  return app.database.transaction({ deadline, name: 'mirror.begin' }, async (tx) => {
    const locked = await lockPair(tx, pair);
    if (!locked) return undefined;
    const { record, link } = locked;
    const heldMs = link && !held ? await heldForMs(tx, link) : 0;
    if (heldMs > 0) throw new ReliabilityError('idempotency_in_progress', { retryAfterMs: heldMs });
    const { timezone } = using;
    if (copy && link) {
      const nowMs = app.runtime.now();
      const verdict = await settleEdit(tx, { vendor, mirror, copy, record, link, timezone, nowMs });
      if (verdict === 'theirs') return undefined;
    }
    const content = wanted[vendor](record) ? mirror.says(record, timezone) : null;
    const nothingThere = copy === undefined || copy.content === null;
    if (content === null && nothingThere) {
      if (link) {
        await tx.kysely
          .updateTable('RecordLink')
          .set({ version: record.version, fingerprint: 'gone', writing: null, writingUntil: null })
          .set({ updatedAt: sql<Date>`now()` })
          .where('id', '=', link.id)
          .execute();
      }
      return undefined;
    }
    const leaseMs = deadline.remainingMs() + spareMs;
    await takeCopy(tx, pair, { vendor, fingerprint: fingerprintOf(content), leaseMs });
    await app.faults.hit('mirror.before-begin-commit');
    return { record, content };
  });
}

import type { IntegrationRow } from '@ballast/db';
import type { Deadline } from '@ballast/reliability';
import { lockPair } from './lock-pair.ts';
import type { Copy, Mirror } from './mirror.ts';
import { mirrors } from './mirrors.ts';
import { settleEdit, type Verdict } from './settle-edit.ts';
import type { Mirroring } from './using.ts';
import type { MirrorVendor } from './wanted.ts';

/** A connection whose copies are read. */
export interface Reading<V extends MirrorVendor> {
  readonly integration: Pick<IntegrationRow, 'id' | 'ownerId'>;
  readonly vendor: V;
  /** The owner's IANA zone. */
  readonly timezone: string;
  readonly deadline: Deadline;
}

/**
 * Takes the edit of one copy that a vendor told of, in a transaction of its own. Undefined for what is no copy of
 * ours. Being told again changes nothing, so a sync that stopped anywhere is simply made again.
 */
export async function takeEdit<V extends MirrorVendor>(
  app: Mirroring,
  { integration, vendor, timezone, deadline }: Reading<V>,
  copy: Copy,
): Promise<Verdict | undefined> {
  const { id: integrationId, ownerId } = integration;
  const mirror: Mirror<V> = mirrors[vendor];
  return app.database.transaction({ deadline, name: 'mirror.take' }, async (tx) => {
    const found = await tx.kysely
      .selectFrom('RecordLink')
      .select('recordId')
      .where('integrationId', '=', integrationId)
      .where('ownerId', '=', ownerId)
      .where('externalId', '=', copy.externalId)
      .executeTakeFirst();
    if (!found) return undefined;
    const { recordId } = found;
    const locked = await lockPair(tx, { ownerId, integrationId, recordId });
    if (!locked?.link) return undefined;
    const { record, link } = locked;
    const nowMs = app.runtime.now();
    const verdict = await settleEdit(tx, { vendor, mirror, copy, record, link, timezone, nowMs });
    await app.faults.hit('mirror.before-take-commit');
    return verdict;
  });
}

import type { IntegrationRow } from '@ballast/db';
import { IntegrationError, outcomeOf } from '@ballast/integrations';
import { Deadline } from '@ballast/reliability';
import { z } from 'zod';
import type { Delivered } from '../../outlet.ts';
import { beginWrite, type Work } from './begin-write.ts';
import { fingerprintOf } from './fingerprint.ts';
import { findPair } from './lock-pair.ts';
import type { Mirror } from './mirror.ts';
import { mirrors } from './mirrors.ts';
import { type Mirroring, usingOf } from './using.ts';
import type { MirrorVendor } from './wanted.ts';
import { finishCopy, releaseCopy } from './write-lease.ts';

const putSchema = z.object({ recordId: z.uuid(), version: z.int() });
const removeSchema = z.object({ recordId: z.uuid(), externalId: z.string().nullable() });

/** A copy that somebody keeps editing is tried this often at a time. */
const mostRounds = 3;
/** Kept after the call's own time, so that what arrived is written down under the same lease, in ms. */
const noteMs = 5_000;

/** A message about a record, as the outbox holds it. */
export interface RecordMessage {
  readonly operation: string;
  readonly payload: unknown;
}

/**
 * Brings a record's copy up to date with what the record says now, whichever version the message tells of; says
 * nothing where that is done already. A copy edited meanwhile is settled first (`settleEdit`). Repeats are harmless at
 * every point: what is written is known by its fingerprint, and the copy by its id.
 */
export async function deliverRecord<V extends MirrorVendor>(
  app: Mirroring,
  row: IntegrationRow,
  vendor: V,
  message: RecordMessage,
  deadline: Deadline,
): Promise<Delivered> {
  const using = await usingOf(app, row, vendor, deadline);
  const mirror: Mirror<V> = mirrors[vendor];
  const { ownerId, id: integrationId } = row;
  if (message.operation === 'record.remove') {
    const { recordId, externalId } = removeSchema.parse(message.payload);
    // Taking the deletion back brings the record back, and its copy by a message of its own.
    if (await findPair(app, { ownerId, integrationId, recordId }, deadline)) return { found: true };
    await mirror.remove(using, recordId, externalId);
    return { externalRef: externalId, found: false };
  }
  const { recordId } = putSchema.parse(message.payload);
  const pair = { ownerId, integrationId, recordId };
  const work: Work<V> = { app, using, mirror, vendor, pair, deadline };
  for (let round = 0; round < mostRounds; round += 1) {
    const delivered = await bringUpToDate(work, round > 0);
    if (delivered) return delivered;
  }
  await release(work);
  throw new IntegrationError({
    vendor,
    operation: message.operation,
    code: 'dependency_refused',
    vendorCode: 'changed_meanwhile',
    outcome: 'rejected',
    retryable: true,
  });
}

/** One look and one write; undefined when the copy moved in between. */
async function bringUpToDate<V extends MirrorVendor>(
  work: Work<V>,
  held: boolean,
): Promise<Delivered | undefined> {
  const { app, using, mirror, pair, deadline } = work;
  const known = await findPair(app, pair, deadline);
  if (!known) return { found: true };
  const { record, link } = known;
  if (link && link.version >= record.version && link.writing === null) {
    return { externalRef: link.externalId, found: true };
  }
  // Without a link nothing was ever written: the first write goes out at once.
  const copy = link && (await mirror.find(using, record, link.externalId));
  const begun = await beginWrite(work, copy, held);
  if (!begun) return { externalRef: link?.externalId ?? null, found: true };
  await app.faults.hit('mirror.before-write');
  const fingerprint = fingerprintOf(begun.content);
  const there = copy && fingerprintOf(copy.content) === fingerprint;
  const written = there ? copy : await write(work, { record: begun.record, copy, content: begun.content });
  await app.faults.hit('mirror.after-write');
  if (!written) return undefined;
  using noting = Deadline.start(noteMs, { runtime: app.runtime });
  const noted = await app.database.transaction({ deadline: noting, name: 'mirror.finish' }, (tx) =>
    finishCopy(tx, pair, {
      fingerprint,
      version: begun.record.version,
      externalId: written.externalId,
    }),
  );
  return noted ? { externalRef: written.externalId, found: there === true } : undefined;
}

/** What was refused did not arrive, and others may write; what is unknown stays taken until its lease is over. */
async function write<V extends MirrorVendor>(work: Work<V>, want: Parameters<Mirror<V>['write']>[1]) {
  try {
    return await work.mirror.write(work.using, want);
  } catch (error) {
    if (outcomeOf(error) !== 'unknown') await release(work);
    throw error;
  }
}

async function release({ app, pair }: Work<MirrorVendor>): Promise<void> {
  using deadline = Deadline.start(noteMs, { runtime: app.runtime });
  await app.database.transaction({ deadline, name: 'mirror.release' }, (tx) => releaseCopy(tx, pair));
}

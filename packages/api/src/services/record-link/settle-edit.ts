import { newId, type RecordLinkRow, type RecordRow, type Tx } from '@ballast/db';
import { sql } from 'kysely';
import { changeRecord } from '../record/change.ts';
import { presentRecord } from '../record/present.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Copy, Mirror } from './mirror.ts';
import { type MirrorVendor, wanted } from './wanted.ts';

/** A copy as it was read, with the record and the link it belongs to; the caller has locked both. */
export interface Edit<V extends MirrorVendor> {
  readonly vendor: V;
  readonly mirror: Mirror<V>;
  readonly copy: Copy;
  readonly record: RecordRow;
  readonly link: RecordLinkRow;
  /** The owner's IANA zone. */
  readonly timezone: string;
  /** Our clock, epoch ms. */
  readonly nowMs: number;
}

/**
 * What holds after a copy was looked at. `same`: nobody edited it. `theirs`: its edit is the record's now. `ours`: it
 * was edited, and the record later; the copy is to be overwritten.
 */
export type Verdict = 'same' | 'theirs' | 'ours';

/**
 * Takes an edit that was made in a copy, in the caller's transaction. Where the record was edited too, the later edit
 * holds and both versions are kept (`RecordConflict`) before anything is overwritten. A copy that nobody dates never
 * beats an edit here. Looking at the same copy again changes nothing.
 */
export async function settleEdit<V extends MirrorVendor>(tx: Tx, edit: Edit<V>): Promise<Verdict> {
  const { vendor, mirror, copy, record, link, timezone, nowMs } = edit;
  const theirs = fingerprintOf(copy.content);
  if (theirs === link.fingerprint || theirs === link.writing) return 'same';
  // Of one from an earlier connection nobody here knows what it said last. Deleted before that, or as this app left it,
  // it is nobody's answer to anything.
  if (link.fingerprint === null && (copy.content === null || copy.untouched)) return 'ours';
  const ours = fingerprintOf(wanted[vendor](record) ? mirror.says(record, timezone) : null);
  if (record.version > link.version && ours !== theirs) {
    const kept = isLater(copy, record) ? 'theirs' : 'ours';
    await keepBoth(tx, edit, kept);
    if (kept === 'ours') {
      await note(tx, link, { fingerprint: theirs });
      return 'ours';
    }
  }
  const after = await changeRecord(tx, {
    record,
    change: mirror.changeFrom(record, copy.content, timezone),
    // The edit is as old as it is, so that it is weighed rightly against those in other copies.
    nowMs: Math.max(record.updatedAt.getTime(), Math.min(nowMs, copy.editedAtMs ?? nowMs)),
    origin: vendor,
  });
  await note(tx, link, {
    fingerprint: theirs,
    version: after.version,
    externalId: copy.externalId,
    writing: null,
    writingUntil: null,
  });
  return 'theirs';
}

function isLater({ editedAtMs }: Copy, record: RecordRow): boolean {
  return editedAtMs !== null && editedAtMs > record.updatedAt.getTime();
}

async function keepBoth(tx: Tx, edit: Edit<MirrorVendor>, kept: 'ours' | 'theirs'): Promise<void> {
  const { vendor, record, copy } = edit;
  await tx.kysely
    .insertInto('RecordConflict')
    .values({
      ...{ id: newId(), ownerId: record.ownerId, recordId: record.id, vendor, kept },
      ours: JSON.stringify(presentRecord(record)),
      theirs: JSON.stringify({
        content: copy.content,
        editedAt: copy.editedAtMs === null ? null : new Date(copy.editedAtMs).toISOString(),
      }),
    })
    .execute();
}

async function note(
  tx: Tx,
  link: RecordLinkRow,
  known: Partial<Pick<RecordLinkRow, 'fingerprint' | 'version' | 'externalId' | 'writing' | 'writingUntil'>>,
): Promise<void> {
  await tx.kysely
    .updateTable('RecordLink')
    .set({ ...known, updatedAt: sql<Date>`now()` })
    .where('id', '=', link.id)
    .where('ownerId', '=', link.ownerId)
    .execute();
}

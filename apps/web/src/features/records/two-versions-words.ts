import type { RecordConflict } from '../../trpc/client.ts';
import { dependencyName } from '../operations/words.ts';
import { contentIn, editedAtIn, recordIn } from './copy-content.ts';

/** Notion's times are whole minutes. */
const minuteMs = 60_000;

/** What met what, and where; it goes on with when. */
export function meetingWords({ vendor, theirs }: RecordConflict): string {
  const name = dependencyName(vendor);
  return contentIn(theirs) === null
    ? `An edit here met a deletion in ${name}`
    : `An edit here met another version in ${name}`;
}

/** Which of the two was kept, and why. */
export function verdictWords({ vendor, kept, ours, theirs }: RecordConflict): string {
  const name = dependencyName(vendor);
  const deleted = contentIn(theirs) === null;
  if (kept === 'theirs') return `The ${deleted ? 'deletion' : 'one'} in ${name} was later, so it was kept.`;
  const editedAt = editedAtIn(theirs);
  if (editedAt === null) return `${name} does not say when that was, so the edit here was kept.`;
  const hereMs = Date.parse(recordIn(ours)?.updatedAt ?? '');
  const sameMinute = Math.floor(hereMs / minuteMs) === Math.floor(Date.parse(editedAt) / minuteMs);
  return vendor === 'notion' && sameMinute
    ? 'Both were made in the same minute, so the edit here was kept.'
    : 'The edit here was later, so it was kept.';
}

/** Whose version gave way; what it said follows. */
export function otherWords({ vendor, kept }: RecordConflict): string {
  return kept === 'ours' ? `${dependencyName(vendor)} had` : 'Here before';
}

/** What a button says to those who only hear it. */
export function takeWords(label: string, { vendor, kept }: RecordConflict): string {
  const version = kept === 'ours' ? `as ${dependencyName(vendor)} had it` : 'as it was here before';
  return `Use this: ${label} ${version}`;
}

/** What was done, once a value of the other version was taken. */
export function takenWords(label: string, { vendor, kept }: RecordConflict): string {
  return kept === 'ours'
    ? `${label} is now as ${dependencyName(vendor)} had it`
    : `${label} is now as it was here before`;
}

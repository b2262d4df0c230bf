import type { Entry } from '../../trpc/client.ts';

const fastMs = 1_000;
const patientMs = 5_000;
const calmMs = 15_000;
/** After this long, whatever files thoughts seems to be away: asking every second would not help. */
const impatienceMs = 60_000;

/** True while a thought is on its way into a drawer. */
export function isBeingFiled(entry: Pick<Entry, 'status'>): boolean {
  return entry.status === 'received' || entry.status === 'classifying';
}

/** How soon to ask for the inbox again, in ms: quickly while something is being filed. */
export function pollIntervalMs(
  entries: readonly Pick<Entry, 'status' | 'updatedAt'>[],
  nowMs: number,
): number {
  const unfiled = entries.filter(isBeingFiled);
  if (unfiled.length === 0) return calmMs;
  const newestMs = Math.max(...unfiled.map((entry) => Date.parse(entry.updatedAt)));
  return nowMs - newestMs < impatienceMs ? fastMs : patientMs;
}

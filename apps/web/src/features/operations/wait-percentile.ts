/**
 * The bound below which `share` of the waits stayed, from a histogram: `counts` has one more bucket than `boundsMs`, for
 * what was longer than all of them. Null without waits, Infinity in that last bucket.
 */
export function waitPercentile(
  counts: readonly number[],
  boundsMs: readonly number[],
  share: number,
): number | null {
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return null;
  let below = 0;
  for (const [index, count] of counts.entries()) {
    below += count;
    if (below >= all * share) return boundsMs[index] ?? Number.POSITIVE_INFINITY;
  }
  return Number.POSITIVE_INFINITY;
}

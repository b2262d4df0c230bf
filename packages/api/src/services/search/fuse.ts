import type { Match } from './match-text.ts';

/** Damps the lead of the first places (Cormack et al., 2009, use 60). */
const damping = 60;

/**
 * One list of several, by reciprocal rank: what stands high in any of them comes first, however their scores are
 * scaled. Scores are shares of the best that was possible, 0..1.
 */
export function fuse(lists: readonly (readonly Match[])[], limit: number): Match[] {
  const scores = new Map<string, number>();
  for (const list of lists) {
    for (const [rank, { id }] of list.entries()) {
      scores.set(id, (scores.get(id) ?? 0) + 1 / (damping + rank + 1));
    }
  }
  const most = lists.length / (damping + 1);
  return [...scores]
    .map(([id, score]) => ({ id, score: score / most }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1))
    .slice(0, limit);
}

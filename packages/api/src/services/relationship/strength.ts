/** After this time without a mention a relationship counts half, in ms. */
export const halfLifeMs = 30 * 86_400_000;

/** What one mention is worth now, 0..1. */
export function faded(mentionedAtMs: number, nowMs: number): number {
  return 2 ** (-Math.max(0, nowMs - mentionedAtMs) / halfLifeMs);
}

/** Strength of a relationship, 0..1, by what its mentions are worth together: one fresh mention is 0.5, three 0.75. */
export function strengthOf(worth: number): number {
  return worth / (1 + worth);
}

/** A length of time as people write it: `250ms`, `5s`, `2m`, `24h`, `30d`. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`;

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Declarations are few, and read with every call. */
const known = new Map<Duration, number>();

/**
 * Milliseconds in a duration.
 * @throws RangeError when it is not a positive, finite length: a declaration is wrong at start-up, not at the first call.
 */
export function durationMs(duration: Duration): number {
  const before = known.get(duration);
  if (before !== undefined) return before;
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(duration);
  const unit = match?.[2] as keyof typeof unitMs | undefined;
  const amount = Number(match?.[1]);
  if (!unit || !(amount > 0) || !Number.isFinite(amount)) {
    throw new RangeError(`"${duration}" is not a duration; write one like 250ms, 5s, 2m, 24h or 30d.`);
  }
  known.set(duration, amount * unitMs[unit]);
  return amount * unitMs[unit];
}

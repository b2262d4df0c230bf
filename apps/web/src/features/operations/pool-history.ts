/** The pool at one moment. */
export interface PoolSample {
  readonly atMs: number;
  /** 0 to 1. */
  readonly utilisation: number;
}

/** How far back the chart looks, in ms. */
export const historyMs = 180_000;

/** The history with one more sample, without what is too old; the same moment twice is one. */
export function withSample(history: readonly PoolSample[], sample: PoolSample): readonly PoolSample[] {
  if (history.at(-1)?.atMs === sample.atMs) return history;
  return [...history.filter(({ atMs }) => atMs > sample.atMs - historyMs), sample];
}

/** A stretch of samples without a gap, as points of a chart `width` × `height` whose right edge is now. */
export interface Stretch {
  readonly line: string;
  readonly area: string;
}

/** Longer than this without a sample, in ms, nothing is drawn: the page was hidden and nobody asked. */
const gapMs = 10_000;

/** Draws the history; a pause in it is a pause in the line. */
export function drawHistory(
  history: readonly PoolSample[],
  { width, height, nowMs }: { width: number; height: number; nowMs: number },
): Stretch[] {
  const stretches: PoolSample[][] = [];
  for (const sample of history) {
    const current = stretches.at(-1);
    const last = current?.at(-1);
    if (current && last && sample.atMs - last.atMs <= gapMs) current.push(sample);
    else stretches.push([sample]);
  }
  const x = (atMs: number) => rounded(width - ((nowMs - atMs) / historyMs) * width);
  const y = (utilisation: number) => rounded(height - Math.min(1, utilisation) * height);
  return stretches.map((samples) => {
    const line = samples.map(({ atMs, utilisation }) => `${x(atMs)},${y(utilisation)}`).join(' ');
    const from = x(samples[0]?.atMs ?? nowMs);
    const to = x(samples.at(-1)?.atMs ?? nowMs);
    return { line, area: `${from},${height} ${line} ${to},${height}` };
  });
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/** What the layout needs to know of a span. */
export interface PlacedSpan {
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly offsetMs: number;
  readonly durationMs: number;
}

/** A span in its row: how deep it lies, and where its bar is, in percent of the whole. */
export interface WaterfallRow<Span> {
  readonly span: Span;
  readonly depth: number;
  readonly leftPercent: number;
  readonly widthPercent: number;
}

/** A bar is never thinner, in percent: what took no time is still there. */
const thinnest = 0.4;

/**
 * Puts spans in the order of a waterfall: each below its parent, siblings by their start. A span whose parent is not
 * among them (it is another owner's, or got lost) stands at the top level.
 */
export function layOut<Span extends PlacedSpan>(
  spans: readonly Span[],
  totalMs: number,
): WaterfallRow<Span>[] {
  const known = new Set(spans.map(({ spanId }) => spanId));
  const children = Map.groupBy(
    spans.toSorted((a, b) => a.offsetMs - b.offsetMs || b.durationMs - a.durationMs),
    ({ spanId, parentSpanId }) =>
      parentSpanId !== null && parentSpanId !== spanId && known.has(parentSpanId) ? parentSpanId : null,
  );
  const rows: WaterfallRow<Span>[] = [];
  const open = (children.get(null) ?? []).map((span) => ({ span, depth: 0 })).toReversed();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { span, depth } = next;
    rows.push({ span, depth, ...bar(span, totalMs) });
    for (const child of (children.get(span.spanId) ?? []).toReversed())
      open.push({ span: child, depth: depth + 1 });
  }
  return rows;
}

function bar({ offsetMs, durationMs }: PlacedSpan, totalMs: number) {
  if (totalMs <= 0) return { leftPercent: 0, widthPercent: 100 };
  const widthPercent = Math.min(100, Math.max(thinnest, (durationMs / totalMs) * 100));
  return { widthPercent, leftPercent: Math.min(100 - widthPercent, (offsetMs / totalMs) * 100) };
}

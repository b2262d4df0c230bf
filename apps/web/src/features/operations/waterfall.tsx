import { useMemo, useState } from 'react';
import type { Operations } from '../../trpc/client.ts';
import { cx } from '../../ui/class-names.ts';
import { durationWords } from '../../ui/format.ts';
import { SpanDetails } from './span-details.tsx';
import { layOut, type WaterfallRow } from './waterfall-layout.ts';

type Span = Operations['trace']['spans'][number];

/** A colour for each kind of span: what came in, what went out, what was queued, what went on inside. */
const kinds: Readonly<Record<number, { label: string; bar: string }>> = {
  1: { label: 'inside', bar: 'bg-admin' },
  2: { label: 'came in', bar: 'bg-accent' },
  3: { label: 'went out', bar: 'bg-projects' },
  4: { label: 'queued', bar: 'bg-ideas' },
  5: { label: 'from the queue', bar: 'bg-people' },
};
const inside = { label: 'inside', bar: 'bg-admin' };

/** A trace drawn on its own clock; a row opens what is known of its span. */
export function Waterfall({ spans, durationMs }: { spans: readonly Span[]; durationMs: number }) {
  const rows = useMemo(() => layOut(spans, durationMs), [spans, durationMs]);
  const [opened, setOpened] = useState<string>();
  const present = new Set(spans.map(({ kind }) => kind));
  return (
    <>
      <ul className="mb-4 flex flex-wrap gap-x-4 gap-y-1 text-xs text-soft">
        {Object.entries(kinds)
          .filter(([kind]) => present.has(Number(kind)))
          .map(([kind, { label, bar }]) => (
            <li key={kind} className="flex items-center gap-1.5">
              <span aria-hidden="true" className={cx('size-2.5 rounded-sm', bar)} />
              {label}
            </li>
          ))}
        <li className="flex items-center gap-1.5">
          <span aria-hidden="true" className="size-2.5 rounded-sm bg-danger" />
          failed
        </li>
      </ul>
      <div className="overflow-hidden rounded-card border border-line bg-sheet">
        <Axis durationMs={durationMs} />
        <ol>
          {rows.map((row) => {
            const { spanId } = row.span;
            const open = opened === spanId;
            return (
              <Row key={spanId} row={row} open={open} onToggle={() => setOpened(open ? undefined : spanId)} />
            );
          })}
        </ol>
      </div>
    </>
  );
}

function Axis({ durationMs }: { durationMs: number }) {
  return (
    <div
      aria-hidden="true"
      className="grid border-b border-line px-4 py-1.5 sm:grid-cols-[minmax(0,2fr)_3fr]"
    >
      <span className="max-sm:hidden" />
      <span className="flex justify-between text-2xs text-faint tabular-nums">
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <span key={share}>{durationWords(durationMs * share)}</span>
        ))}
      </span>
    </div>
  );
}

function Row(props: { row: WaterfallRow<Span>; open: boolean; onToggle: () => void }) {
  const { row, open, onToggle } = props;
  const { span, depth, leftPercent, widthPercent } = row;
  const { label, bar } = kinds[span.kind] ?? inside;
  return (
    <li className={cx('border-b border-line last:border-b-0', open && 'bg-well')}>
      <button
        type="button"
        aria-expanded={open}
        onClick={onToggle}
        className="grid w-full items-center gap-x-3 gap-y-1 px-4 py-1.5 text-left hover:bg-well focus-visible:-outline-offset-2 sm:grid-cols-[minmax(0,2fr)_3fr]"
      >
        <span
          className="flex min-w-0 items-baseline gap-2 text-sm"
          style={{ paddingLeft: `${Math.min(depth, 10) * 0.75}rem` }}
        >
          <span className={cx('truncate font-mono text-[0.8125rem]', span.failed && 'text-danger')}>
            {span.name}
          </span>
          <span className="ml-auto shrink-0 text-xs text-faint tabular-nums">
            {durationWords(span.durationMs)}
          </span>
          <span className="sr-only">
            , {label}
            {span.failed ? ', failed' : ''}
          </span>
        </span>
        <span aria-hidden="true" className="relative block h-3 rounded-sm bg-well">
          <span
            className={cx('absolute inset-y-0 rounded-sm', span.failed ? 'bg-danger' : bar)}
            style={{ left: `${leftPercent}%`, width: `${widthPercent}%` }}
          />
        </span>
      </button>
      {open ? <SpanDetails span={span} /> : null}
    </li>
  );
}

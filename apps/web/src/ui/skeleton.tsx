import { cx } from './class-names.ts';

/** Rows in the shape of what is on its way; announced once as loading. */
export function SkeletonRows({ rows = 4, label = 'Loading' }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="divide-y divide-line">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="animate-breathe py-5">
          <div className={cx('h-4 rounded bg-well', row % 2 === 0 ? 'w-3/4' : 'w-1/2')} />
          <div className="mt-3 h-3 w-32 rounded bg-well" />
        </div>
      ))}
    </div>
  );
}

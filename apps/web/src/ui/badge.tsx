import type { ReactNode } from 'react';
import { cx } from './class-names.ts';

/** A small label with its own tint. */
export function Badge({ tint, children }: { tint: string; children: ReactNode }) {
  return (
    <span
      className={cx('inline-flex h-6 items-center gap-1.5 rounded-full px-2.5 text-xs font-medium', tint)}
    >
      {children}
    </span>
  );
}

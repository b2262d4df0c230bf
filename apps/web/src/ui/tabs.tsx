import Link from 'next/link';
import { cx } from './class-names.ts';

/** One view of a page, with an address of its own. */
export interface Tab {
  readonly label: string;
  readonly href: string;
}

/** The views of a page side by side; the address says which is shown. */
export function Tabs({ label, tabs, here }: { label: string; tabs: readonly Tab[]; here: string }) {
  return (
    <nav aria-label={label} className="flex gap-1 rounded-lg bg-well p-1 text-sm">
      {tabs.map((tab) => {
        const isHere = tab.href === here;
        return (
          <Link
            key={tab.href}
            href={tab.href}
            shallow
            aria-current={isHere ? 'page' : undefined}
            className={cx(
              'rounded-md px-3 py-1',
              isHere ? 'bg-sheet font-medium shadow-lift' : 'text-soft hover:text-ink',
            )}
          >
            {tab.label}
          </Link>
        );
      })}
    </nav>
  );
}

import Link from 'next/link';
import { useRouter } from 'next/router';
import type { ReactNode } from 'react';
import { cx } from '../../ui/class-names.ts';
import { Page } from '../shell/page.tsx';

const views = [
  { label: 'Now', href: '/operations' },
  { label: 'Calls', href: '/operations/calls' },
  { label: 'Jobs', href: '/operations/jobs' },
  { label: 'Replays', href: '/operations/replays' },
  { label: 'Traces', href: '/operations/traces' },
] as const;

/** One of the operations pages, with the way to the others. */
export function OperationsPage(props: { title?: string; intro?: ReactNode; children: ReactNode }) {
  const { pathname } = useRouter();
  return (
    <Page title={props.title ?? 'Operations'} intro={props.intro} wide>
      <nav
        aria-label="Operations"
        className="-mx-1 mb-8 flex gap-1 overflow-x-auto border-b border-line px-1"
      >
        {views.map(({ label, href }) => {
          const here = pathname === href || (href !== '/operations' && pathname.startsWith(`${href}/`));
          return (
            <Link
              key={href}
              href={href}
              aria-current={here ? 'page' : undefined}
              className={cx(
                '-mb-px rounded-t border-b-2 px-3 py-2 text-sm transition-colors duration-100',
                here ? 'border-accent font-medium text-ink' : 'border-transparent text-soft hover:text-ink',
              )}
            >
              {label}
            </Link>
          );
        })}
      </nav>
      {props.children}
    </Page>
  );
}

import Head from 'next/head';
import type { ReactNode } from 'react';
import { cx } from '../../ui/class-names.ts';

/** One signed-in page: its title, what stands beside it, its content in a column that is good to read. */
export function Page(props: {
  title: string;
  /** The title is said to screen readers and shown in the tab only. */
  quietTitle?: boolean;
  /** The content has the title as a heading of its own. */
  ownTitle?: boolean;
  intro?: ReactNode;
  aside?: ReactNode;
  /** For what is looked at rather than read. */
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={cx('mx-auto w-full px-4 py-6 sm:px-6 md:py-12', props.wide ? 'max-w-5xl' : 'max-w-2xl')}>
      <Head>
        <title>{`${props.title} · Ballast`}</title>
      </Head>
      {props.ownTitle ? null : props.quietTitle ? (
        <h1 className="sr-only">{props.title}</h1>
      ) : (
        <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
          <div>
            <h1 className="font-serif text-3xl tracking-tight sm:text-4xl">{props.title}</h1>
            {props.intro ? <p className="mt-1 text-soft">{props.intro}</p> : null}
          </div>
          {props.aside}
        </header>
      )}
      {props.children}
    </div>
  );
}

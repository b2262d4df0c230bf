import Head from 'next/head';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';

/** A page that says one thing: not found, or broken. Static, so that it shows when nothing else works. */
export function MessagePage(props: {
  title: string;
  documentTitle: string;
  retry?: boolean;
  children: ReactNode;
}) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center px-6 py-16">
      <Head>
        <title>{`${props.documentTitle} · Ballast`}</title>
      </Head>
      <Mark className="size-10 text-accent" />
      <h1 className="mt-6 font-serif text-3xl">{props.title}</h1>
      <p className="mt-3 text-soft">{props.children}</p>
      <div className="mt-6 flex gap-3">
        {props.retry ? <Button onClick={() => window.location.reload()}>Try again</Button> : null}
        <Link href="/" className={buttonClass(props.retry ? 'quiet' : 'primary')}>
          Go to the inbox
        </Link>
      </div>
    </main>
  );
}

import Head from 'next/head';
import type { ReactNode } from 'react';
import { Wordmark } from '../../ui/mark.tsx';

/** The page before the app: what Ballast is, and a form. */
export function EntryPage(props: { title: string; children: ReactNode; footer: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-5xl items-center gap-x-20 gap-y-10 px-6 py-10 lg:grid-cols-[1fr_24rem]">
      <Head>
        <title>{`${props.title} · Ballast`}</title>
      </Head>
      <div className="max-w-md max-lg:mx-auto max-lg:w-full max-lg:max-w-sm">
        <Wordmark />
        <p className="mt-6 font-serif text-2xl leading-snug text-balance max-lg:hidden lg:text-4xl lg:leading-tight">
          Put the thought down. Ballast keeps it, files it, and brings it back.
        </p>
        <ul className="mt-8 space-y-3 text-soft max-lg:hidden">
          <li>One box for everything that crosses your mind.</li>
          <li>Filed under People, Projects, Ideas or Admin, and moved with one key when it’s wrong.</li>
          <li>A digest each morning: what came in, what is next, what needs your eye.</li>
        </ul>
      </div>
      <div className="mx-auto w-full max-w-sm rounded-card border border-line bg-sheet p-6 shadow-lift sm:p-8">
        <h1 className="font-serif text-3xl tracking-tight">{props.title}</h1>
        {props.children}
        <p className="mt-6 text-sm text-soft">{props.footer}</p>
      </div>
    </main>
  );
}

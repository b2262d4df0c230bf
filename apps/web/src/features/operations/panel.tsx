import { type ReactNode, useId } from 'react';

/** One part of the operations pages, with its title and a word about it. */
export function Panel(props: { title: string; intro?: ReactNode; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mt-10 first:mt-0">
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h2 id={id} className="font-serif text-xl">
            {props.title}
          </h2>
          {props.intro ? <p className="mt-0.5 max-w-2xl text-sm text-soft">{props.intro}</p> : null}
        </div>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}

/** A number with what it counts below it. */
export function Figure({ label, value }: { label: string; value: ReactNode }) {
  return (
    <div className="min-w-0">
      <dd className="font-medium text-lg tabular-nums">{value}</dd>
      <dt className="text-xs text-faint">{label}</dt>
    </div>
  );
}

/** What a list says while there is nothing in it. */
export function Nothing({ children }: { children: ReactNode }) {
  return (
    <p className="rounded-card border border-dashed border-line px-5 py-6 text-center text-sm text-soft">
      {children}
    </p>
  );
}

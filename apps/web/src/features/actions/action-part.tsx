import { type ReactNode, useId } from 'react';

/** One part of the actions page. */
export function ActionPart(props: { title: string; intro?: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mt-10 first:mt-0">
      <div className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h2 id={id} className="font-serif text-xl">
            {props.title}
          </h2>
          {props.intro ? <p className="mt-0.5 text-sm text-soft">{props.intro}</p> : null}
        </div>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}

import { type ReactNode, useId } from 'react';

/** One part of the settings. */
export function Section({
  title,
  intro,
  children,
}: {
  title: string;
  intro?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-t border-line py-8 first:border-t-0 first:pt-0">
      <h2 id={id} className="font-serif text-xl">
        {title}
      </h2>
      {intro ? <p className="mt-1 text-sm text-soft">{intro}</p> : null}
      <div className="mt-4">{children}</div>
    </section>
  );
}

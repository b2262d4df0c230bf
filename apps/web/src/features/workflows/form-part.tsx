import type { ReactNode } from 'react';

/** A part of the workflow form: one half of its sentence. */
export function FormPart(props: { title: string; intro?: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0">
      <legend className="font-serif text-xl">{props.title}</legend>
      {props.intro ? <p className="text-sm text-soft">{props.intro}</p> : null}
      <div className="mt-4">{props.children}</div>
    </fieldset>
  );
}

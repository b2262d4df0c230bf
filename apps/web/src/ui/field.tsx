import { type ComponentProps, type ReactNode, useId } from 'react';
import { cx } from './class-names.ts';

/** The classes of text inputs, selects and textareas. */
export const inputClass =
  'w-full rounded-lg border border-edge bg-sheet px-3 text-[0.9375rem] placeholder:text-faint aria-invalid:border-danger';

interface Frame {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
}

function useFrame({ hint, error }: Pick<Frame, 'hint' | 'error'>) {
  const id = useId();
  const describedBy = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return {
    id,
    control: {
      id,
      'aria-invalid': error ? (true as const) : undefined,
      'aria-describedby': describedBy,
    },
  };
}

function FieldFrame({ id, label, hint, error, children }: Frame & { id: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      {children}
      {error ? (
        <p id={`${id}-error`} className="mt-1.5 text-sm text-danger">
          {error}
        </p>
      ) : hint ? (
        <p id={`${id}-hint`} className="mt-1.5 text-sm text-faint">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

/** A labelled one-line input. */
export function TextField({ label, hint, error, className, ...rest }: ComponentProps<'input'> & Frame) {
  const { id, control } = useFrame({ hint, error });
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <input {...control} className={cx(inputClass, 'h-10', className)} {...rest} />
    </FieldFrame>
  );
}

/** A labelled input of several lines. */
export function TextArea({ label, hint, error, className, ...rest }: ComponentProps<'textarea'> & Frame) {
  const { id, control } = useFrame({ hint, error });
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <textarea
        {...control}
        className={cx(inputClass, 'min-h-20 py-2 leading-relaxed', className)}
        {...rest}
      />
    </FieldFrame>
  );
}

/** A labelled choice. */
export function SelectField({ label, hint, error, className, ...rest }: ComponentProps<'select'> & Frame) {
  const { id, control } = useFrame({ hint, error });
  return (
    <FieldFrame id={id} label={label} hint={hint} error={error}>
      <select {...control} className={cx(inputClass, 'h-10', className)} {...rest} />
    </FieldFrame>
  );
}

import type { ReactNode } from 'react';

/** A choice that narrows a list down; the first one is everything. */
export function Filter<Value extends string>(props: {
  label: string;
  everything: string;
  value: Value | undefined;
  options: readonly { readonly value: Value; readonly label: string }[];
  onChange: (value: Value | undefined) => void;
}) {
  const { label, everything, value, options, onChange } = props;
  return (
    <select
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(options.find((option) => option.value === event.target.value)?.value)}
      className="h-9 min-w-0 rounded-lg border border-edge bg-sheet px-2.5 text-sm"
    >
      <option value="">{everything}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** A switch that narrows a list down. */
export function Toggle(props: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}) {
  return (
    <label className="flex items-center gap-2 text-sm text-soft">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
        className="size-4 accent-accent"
      />
      {props.children}
    </label>
  );
}

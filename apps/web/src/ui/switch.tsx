import { Switch as Radix } from 'radix-ui';

/** Something that is on or off, at once; its name is `label`. */
export function Switch(props: {
  label: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}) {
  return (
    <Radix.Root
      aria-label={props.label}
      title={props.label}
      checked={props.checked}
      disabled={props.disabled ?? false}
      onCheckedChange={props.onChange}
      className="inline-flex h-6 w-10 shrink-0 items-center rounded-full border border-edge bg-well p-0.5 transition-colors duration-100 disabled:opacity-60 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
    >
      <Radix.Thumb className="size-4 rounded-full bg-edge transition-transform duration-100 data-[state=checked]:translate-x-4 data-[state=checked]:bg-on-accent" />
    </Radix.Root>
  );
}

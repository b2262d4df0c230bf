import type { ComponentProps } from 'react';
import { cx } from './class-names.ts';
import { useScriptRuns } from './use-script-runs.ts';

type Look = 'primary' | 'quiet' | 'plain' | 'danger';

const looks: Record<Look, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  quiet: 'border border-line bg-sheet hover:border-edge hover:bg-well',
  plain: 'text-soft hover:bg-well hover:text-ink',
  danger: 'border border-danger text-danger hover:bg-danger-tint',
};

/** The classes of a button, for links that look like one. */
export function buttonClass(look: Look = 'quiet', size: 'md' | 'sm' = 'md'): string {
  return cx(
    'inline-flex items-center justify-center gap-2 rounded-lg font-medium transition-colors duration-100',
    'disabled:opacity-60',
    size === 'md' ? 'h-10 px-4 text-[0.9375rem]' : 'h-8 px-3 text-sm',
    looks[look],
  );
}

/** A button; `busy` keeps its size, says so to screen readers and takes no second press. */
export function Button({
  look = 'quiet',
  size = 'md',
  busy = false,
  className,
  disabled,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { look?: Look; size?: 'md' | 'sm'; busy?: boolean }) {
  return (
    <button
      type={type}
      aria-busy={busy || undefined}
      disabled={disabled || busy}
      className={cx(buttonClass(look, size), busy && 'animate-breathe', className)}
      {...rest}
    />
  );
}

/**
 * The button that sends a form, pressed or by Enter. It waits until the page's script runs: before that the browser
 * would send the form itself, with what was typed in the address.
 */
export function SubmitButton({ disabled, ...rest }: Omit<ComponentProps<typeof Button>, 'type'>) {
  const running = useScriptRuns();
  return <Button type="submit" disabled={disabled || !running} {...rest} />;
}

/** A square button with an icon; its name is `label`. */
export function IconButton({
  label,
  className,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={cx(
        'inline-flex size-9 items-center justify-center rounded-lg text-soft transition-colors duration-100',
        'hover:bg-well hover:text-ink disabled:opacity-60',
        className,
      )}
      {...rest}
    />
  );
}

import { DropdownMenu } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cx } from './class-names.ts';

/** A menu that opens at its trigger. */
export function Menu({
  trigger,
  label,
  align = 'end',
  onClosed,
  children,
}: {
  trigger: ReactNode;
  label?: string;
  align?: 'start' | 'end';
  /** Takes the focus once the menu has closed, in place of the trigger. */
  onClosed?: () => void;
  children: ReactNode;
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={12}
          aria-label={label}
          {...(onClosed
            ? {
                onCloseAutoFocus: (event: Event) => {
                  event.preventDefault();
                  onClosed();
                },
              }
            : {})}
          className="z-50 min-w-48 rounded-card border border-line bg-sheet p-1.5 shadow-float"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const itemClass =
  'flex h-9 w-full items-center gap-2.5 rounded-md px-2.5 text-sm outline-none data-highlighted:bg-well data-disabled:text-faint';

export function MenuItem({ className, ...rest }: ComponentProps<typeof DropdownMenu.Item>) {
  return <DropdownMenu.Item className={cx(itemClass, className)} {...rest} />;
}

export function MenuRadioGroup(props: ComponentProps<typeof DropdownMenu.RadioGroup>) {
  return <DropdownMenu.RadioGroup {...props} />;
}

/** One choice of a group; the chosen one carries a dot. */
export function MenuRadioItem({
  className,
  children,
  ...rest
}: ComponentProps<typeof DropdownMenu.RadioItem>) {
  return (
    <DropdownMenu.RadioItem className={cx(itemClass, className)} {...rest}>
      {children}
      <DropdownMenu.ItemIndicator className="ml-auto size-1.5 rounded-full bg-accent" />
    </DropdownMenu.RadioItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="px-2.5 pt-2 pb-1 text-xs text-faint">{children}</DropdownMenu.Label>;
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="my-1.5 h-px bg-line" />;
}

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './button.tsx';

/** A dialog over the page, with its title and a way out. */
export function Dialog(props: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Radix.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[rgb(20_18_14/0.45)]" />
        <Radix.Content
          {...(props.description ? {} : { 'aria-describedby': undefined })}
          className="fixed top-1/2 left-1/2 z-50 max-h-[85dvh] w-[calc(100vw-2rem)] max-w-md -translate-1/2 animate-settle overflow-y-auto rounded-card border border-line bg-sheet p-6 shadow-float"
        >
          <div className="flex items-start justify-between gap-4">
            <Radix.Title className="font-serif text-2xl">{props.title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton label="Close" className="-mt-1 -mr-2">
                <X className="icon" />
              </IconButton>
            </Radix.Close>
          </div>
          {props.description ? (
            <Radix.Description className="mt-2 text-sm text-soft">{props.description}</Radix.Description>
          ) : null}
          <div className="mt-4">{props.children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';

/** What a list says while it is empty: what belongs here and how it gets here. */
export function EmptyState({
  icon: Icon,
  title,
  children,
}: {
  icon: LucideIcon;
  title: string;
  children: ReactNode;
}) {
  return (
    <div className="rounded-card border border-dashed border-line px-6 py-10 text-center">
      <Icon className="mx-auto size-6 text-faint" strokeWidth={1.5} aria-hidden="true" />
      <h2 className="mt-3 font-serif text-xl">{title}</h2>
      <div className="mx-auto mt-2 max-w-md text-sm text-soft">{children}</div>
    </div>
  );
}

/** What is said when loading failed, with the way out. */
export function ErrorState({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <div role="alert" className="rounded-card bg-danger-tint px-5 py-4">
      <p className="font-medium text-danger">This could not be loaded.</p>
      <p className="mt-1 text-sm text-ink">{message}</p>
      <Button size="sm" className="mt-3" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}

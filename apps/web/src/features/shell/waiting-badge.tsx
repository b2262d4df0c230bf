import { useWaiting } from '../actions/use-waiting.ts';

/** How much waits for the person's word; nothing while nothing does. */
export function WaitingBadge() {
  const count = useWaiting();
  if (count === 0) return null;
  return (
    <span className="ml-auto inline-flex h-5 min-w-5 items-center justify-center rounded-full bg-review-tint px-1.5 text-xs font-medium text-review tabular-nums">
      {count > 99 ? '99+' : count}
      <span className="sr-only"> waiting for you</span>
    </span>
  );
}

/** The same as a dot, for where there is no room for a number; whoever shows it says it in words. */
export function WaitingDot() {
  return (
    <span
      aria-hidden="true"
      className="absolute top-0.5 right-0.5 size-3 rounded-full border-2 border-paper bg-review"
    />
  );
}

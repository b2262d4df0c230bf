import { Check } from 'lucide-react';
import { cx } from '../../ui/class-names.ts';

/** The round box that is ticked when something is done. */
export function DoneToggle({
  title,
  done,
  onToggle,
}: {
  title: string;
  done: boolean;
  onToggle: () => void;
}) {
  return (
    <span className="relative mt-0.5 inline-flex size-6 shrink-0 items-center justify-center">
      <input
        type="checkbox"
        aria-label={`Done: ${title}`}
        checked={done}
        onChange={onToggle}
        className="peer absolute inset-0 cursor-pointer appearance-none rounded-full border border-edge transition-colors checked:border-accent checked:bg-accent hover:border-accent"
      />
      <Check
        className={cx(
          'pointer-events-none relative size-3.5 peer-hover:opacity-100',
          done ? 'text-on-accent' : 'text-accent opacity-0',
        )}
        strokeWidth={2.5}
        aria-hidden="true"
      />
    </span>
  );
}

import type { Category } from '../../trpc/client.ts';
import { cx } from '../../ui/class-names.ts';
import { categoryLooks } from '../categories/categories.ts';

/** The four drawers side by side, for a thought that waits for the person's word. The suggested one is marked. */
export function DrawerButtons(props: { suggested: Category | null; onFix: (category: Category) => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a form's look and a legend of its own.
    <div
      role="group"
      aria-label="File under"
      className="flex flex-wrap gap-2 max-sm:grid max-sm:w-full max-sm:grid-cols-2"
    >
      {categoryLooks.map(({ category, label, digit, icon: Icon, tone, tint }) => {
        const isSuggested = category === props.suggested;
        return (
          <button
            key={category}
            type="button"
            title={isSuggested ? `${label} (suggested)` : label}
            onClick={() => props.onFix(category)}
            className={cx(
              'inline-flex h-8 items-center gap-1.5 rounded-full border px-3 max-sm:h-10 max-sm:justify-center text-sm font-medium transition-colors duration-100',
              isSuggested ? cx(tint, 'border-current') : 'border-line bg-sheet text-ink hover:border-edge',
            )}
          >
            <Icon className={cx('size-3.5', isSuggested ? '' : tone)} aria-hidden="true" />
            {label}
            <span className="font-mono text-2xs opacity-75 max-sm:hidden" aria-hidden="true">
              {digit}
            </span>
          </button>
        );
      })}
    </div>
  );
}

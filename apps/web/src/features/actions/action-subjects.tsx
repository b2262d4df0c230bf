import Link from 'next/link';
import type { ProposedAction } from '../../trpc/client.ts';
import { cx } from '../../ui/class-names.ts';
import { lookOf } from '../categories/categories.ts';

/** The records that an action speaks of, each with the way to it while it is there. */
export function ActionSubjects({ action }: { action: ProposedAction }) {
  const { subjects } = action;
  if (subjects.length === 0) return null;
  return (
    <ul className="mt-1.5 space-y-1">
      {subjects.map(({ id, title, category, there }) => {
        const { icon: Icon, tone, label } = lookOf(category);
        return (
          <li key={id} className="flex items-center gap-2 font-serif text-lg leading-snug">
            <Icon className={cx('icon', tone)} aria-hidden="true" />
            {there ? (
              <Link
                href={`/records/${id}`}
                dir="auto"
                className="min-w-0 wrap-anywhere underline-offset-4 hover:underline"
              >
                {title}
              </Link>
            ) : (
              <span dir="auto" className="min-w-0 wrap-anywhere text-soft line-through">
                {title}
              </span>
            )}
            <span className="sr-only">{there ? `, ${label}` : `, ${label}, deleted`}</span>
          </li>
        );
      })}
    </ul>
  );
}

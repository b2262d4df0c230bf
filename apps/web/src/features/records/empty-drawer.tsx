import type { Category } from '../../trpc/client.ts';
import { EmptyState } from '../../ui/states.tsx';
import { lookOf } from '../categories/categories.ts';
import type { Filter } from './filters.ts';

const lessons: Readonly<Record<Category, { title: string; text: string; example: string }>> = {
  people: {
    title: 'Nobody here yet',
    text: 'Thoughts about someone land here: what they said, what you owe them, when to call.',
    example: 'Sarah starts her new job on Monday, send her a note',
  },
  projects: {
    title: 'No projects yet',
    text: 'Anything that takes more than one step lands here, with the next step beside it.',
    example: 'Renovate the bathroom: get three quotes by the end of March',
  },
  ideas: {
    title: 'No ideas yet',
    text: 'What is worth keeping but asks for nothing today lands here.',
    example: 'What if the newsletter was a postcard?',
  },
  admin: {
    title: 'Nothing to settle',
    text: 'Errands, bills and appointments land here, soonest first.',
    example: 'Pay the electricity bill by Friday',
  },
};

/** What an empty view of a drawer says. */
export function EmptyDrawer({ category, filter }: { category: Category; filter: Filter['value'] }) {
  const { icon } = lookOf(category);
  if (filter === 'done') {
    return (
      <EmptyState icon={icon} title="Nothing done yet">
        What you tick off is kept here.
      </EmptyState>
    );
  }
  if (filter === 'snoozed') {
    return (
      <EmptyState icon={icon} title="Nothing snoozed">
        What you put off is kept here, and is back by itself on its day.
      </EmptyState>
    );
  }
  if (filter === 'archived') {
    return (
      <EmptyState icon={icon} title="Nothing archived">
        What you put away is kept here, and can be restored.
      </EmptyState>
    );
  }
  const { title, text, example } = lessons[category];
  return (
    <EmptyState icon={icon} title={title}>
      <p>{text}</p>
      <p className="mt-3">
        Try: <q className="font-serif text-base text-ink italic">{example}</q>
      </p>
    </EmptyState>
  );
}

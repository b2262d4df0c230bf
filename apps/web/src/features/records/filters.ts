import type { Category } from '../../trpc/client.ts';

/** One view of a drawer. */
export interface Filter {
  readonly value: 'open' | 'done' | 'snoozed' | 'archived';
  readonly label: string;
}

const open: Filter = { value: 'open', label: 'Open' };
const done: Filter = { value: 'done', label: 'Done' };
const snoozed: Filter = { value: 'snoozed', label: 'Snoozed' };
const archived: Filter = { value: 'archived', label: 'Archived' };

/** What can be finished has a view for it; people and ideas are only put away. */
export const canBeDone: Readonly<Record<Category, boolean>> = {
  people: false,
  projects: true,
  ideas: false,
  admin: true,
};

/** The views of a drawer. */
export function filtersOf(category: Category): readonly Filter[] {
  return canBeDone[category]
    ? [open, done, snoozed, archived]
    : [{ ...open, label: 'Kept' }, snoozed, archived];
}

/** The view an address names, or the first. */
export function filterFrom(category: Category, value: unknown): Filter {
  const filters = filtersOf(category);
  return filters.find((filter) => filter.value === value) ?? filters[0] ?? open;
}

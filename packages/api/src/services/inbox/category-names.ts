import type { Category } from '../../schemas.ts';

/** The drawers as people read them. */
export const categoryNames: Readonly<Record<Category, string>> = {
  people: 'People',
  projects: 'Projects',
  ideas: 'Ideas',
  admin: 'Admin',
};

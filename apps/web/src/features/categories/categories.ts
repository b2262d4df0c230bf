import { CheckSquare, Compass, Lightbulb, type LucideIcon, UserRound } from 'lucide-react';
import type { Category } from '../../trpc/client.ts';

/** How a drawer is shown everywhere. */
export interface CategoryLook {
  readonly category: Category;
  readonly label: string;
  readonly href: string;
  /** The key that files the selected thought here. */
  readonly digit: '1' | '2' | '3' | '4';
  readonly icon: LucideIcon;
  /** Text colour. */
  readonly tone: string;
  /** Text on its soft ground. */
  readonly tint: string;
}

/** The four drawers, in the order of their keys. */
export const categoryLooks: readonly CategoryLook[] = [
  {
    category: 'people',
    label: 'People',
    href: '/people',
    digit: '1',
    icon: UserRound,
    tone: 'text-people',
    tint: 'bg-people-tint text-people',
  },
  {
    category: 'projects',
    label: 'Projects',
    href: '/projects',
    digit: '2',
    icon: Compass,
    tone: 'text-projects',
    tint: 'bg-projects-tint text-projects',
  },
  {
    category: 'ideas',
    label: 'Ideas',
    href: '/ideas',
    digit: '3',
    icon: Lightbulb,
    tone: 'text-ideas',
    tint: 'bg-ideas-tint text-ideas',
  },
  {
    category: 'admin',
    label: 'Admin',
    href: '/admin',
    digit: '4',
    icon: CheckSquare,
    tone: 'text-admin',
    tint: 'bg-admin-tint text-admin',
  },
];

const byCategory = Object.fromEntries(categoryLooks.map((look) => [look.category, look])) as Record<
  Category,
  CategoryLook
>;

/** How this drawer is shown. */
export function lookOf(category: Category): CategoryLook {
  return byCategory[category];
}

/** The drawer a pressed key stands for. */
export function categoryOfKey(key: string): Category | undefined {
  return categoryLooks.find((look) => look.digit === key)?.category;
}

/** True for the name of a drawer. */
export function isCategory(value: unknown): value is Category {
  return typeof value === 'string' && value in byCategory;
}

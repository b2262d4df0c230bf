import { type Category, categories } from '../../classification.ts';

const NAMES: Record<Category, [one: string, many: string]> = {
  people: ['about people', 'about people'],
  projects: ['project', 'projects'],
  ideas: ['idea', 'ideas'],
  admin: ['admin task', 'admin tasks'],
};

/** How many of each category there are, most first, in words: "3 admin tasks", "1 idea". */
export function categoryCounts(counts: ReadonlyMap<Category, number>): string[] {
  return categories
    .map((category) => ({ category, count: counts.get(category) ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ category, count }) => `${count} ${NAMES[category][count === 1 ? 0 : 1]}`);
}

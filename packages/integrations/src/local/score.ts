import { type Category, categories } from '../classification.ts';
import { holds, type RuleGroup } from './evidence/rule.ts';
import type { Thought } from './thought.ts';

/** Evidence for each category, in log-odds. */
export type Scores = Record<Category, number>;

/** Evidence beyond this adds little: a long text must not look certain only because it is long. */
const SATURATION = 5;

/** Sums what the rules say about a thought. */
export function score(thought: Thought, groups: readonly RuleGroup[]): Scores {
  const scores: Scores = { people: 0, projects: 0, ideas: 0.3, admin: 0.1 };
  for (const rule of groups.flatMap((group) => group.rules)) {
    if (!holds(rule, thought)) continue;
    for (const category of categories) scores[category] += rule.points[category] ?? 0;
  }
  for (const category of categories) scores[category] = saturated(scores[category]);
  return scores;
}

function saturated(points: number): number {
  return points <= SATURATION / 2
    ? points
    : SATURATION / 2 + (SATURATION / 2) * Math.tanh((points - SATURATION / 2) / (SATURATION / 2));
}

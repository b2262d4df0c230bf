import type { Operations } from '../../trpc/client.ts';
import { dependencyName, targetWords } from './words.ts';

type Target = Pick<Operations['overview']['targets'][number], 'name' | 'met'>;
type Dependency = Pick<Operations['breakers']['items'][number], 'dependency' | 'state'>;

/** How things stand, in a sentence: what is wrong by name, else that nothing is. */
export function headline(targets: readonly Target[], dependencies: readonly Dependency[]): string {
  const missed = targets.filter(({ met }) => met === false).map(({ name }) => targetWords[name].title);
  const away = dependencies
    .filter(({ state }) => state !== 'closed')
    .map(({ dependency }) => dependencyName(dependency));
  const parts = [
    ...(missed.length === 0 ? [] : [`Off target: ${missed.map(lowerFirst).join(', ')}.`]),
    ...(away.length === 0 ? [] : [`Left alone for now: ${[...new Set(away)].join(', ')}.`]),
  ];
  if (parts.length > 0) return parts.join(' ');
  return targets.some(({ met }) => met) ? 'Everything is on target.' : 'Nothing has been measured yet.';
}

function lowerFirst(text: string): string {
  // Abbreviations stay as they are.
  return /^[A-Z]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

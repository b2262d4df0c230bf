import {
  ADMIN_NOUNS,
  ERRAND_VERBS,
  IDEA_NOUNS,
  PROJECT_NOUNS,
  PROJECT_VERBS,
  SOFT_ERRAND_VERBS,
  SOFT_PROJECT_VERBS,
} from './words.ts';

const OTHERS = 'birthday anniversary allergic pregnant vegetarian reschedule calendar restaurant meeting';

/** Every word that rules look for: a misspelt word is mended towards these. */
export const CUE_WORDS: ReadonlySet<string> = new Set([
  ...ERRAND_VERBS,
  ...SOFT_ERRAND_VERBS,
  ...PROJECT_VERBS,
  ...SOFT_PROJECT_VERBS,
  ...ADMIN_NOUNS,
  ...PROJECT_NOUNS,
  ...IDEA_NOUNS,
  ...OTHERS.split(' '),
]);

import { type ClassifyInput, type ClassifyResult, classifyLocally } from '@ballast/integrations';
import type { Deadline } from '@ballast/reliability';

/** What thinks about a thought: the local rules today, a provider when one is configured. */
export interface Thinker {
  /** Files a thought. Never inside a transaction: it may call out. */
  classify(input: ClassifyInput, deadline: Deadline): Promise<ClassifyResult>;
}

/** Thinks with the local rules: no key, no network. */
export const localThinker: Thinker = { classify: async (input) => classifyLocally(input) };

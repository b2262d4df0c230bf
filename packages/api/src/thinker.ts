import { type ClassifyInput, type ClassifyResult, classifyLocally } from '@ballast/integrations';
import type { Deadline } from '@ballast/reliability';

/** What thinks about a thought: the local rules today, a provider when one is configured. */
export interface Thinker {
  /** Files a thought. Never inside a transaction: it may call out. */
  classify(input: ClassifyInput, deadline: Deadline): Promise<ClassifyResult>;
  /**
   * Vectors for texts, in their order; absent, or undefined, when no provider gives any. Never inside a transaction.
   */
  embed?(texts: readonly string[], deadline: Deadline): Promise<Embeddings | undefined>;
}

/** Texts as vectors; only those of one model can be compared. */
export interface Embeddings {
  readonly model: string;
  readonly vectors: readonly (readonly number[])[];
}

/** Thinks with the local rules: no key, no network. */
export const localThinker: Thinker = { classify: async (input) => classifyLocally(input) };

import type { Door } from '../call.ts';
import type { AiContext, Answer, ModelClient, Question } from './model.ts';

/** Kept back for what follows after the thinking: the local rules and the caller's own writing, in ms. */
const reserveMs = 2_000;
/** What each later provider is left with, in ms, where there is more than that. */
const laterMs = 10_000;

/** One provider's answer. */
export interface Given<T> {
  readonly client: ModelClient;
  readonly answer: Answer<T>;
}

/** The models in the order they are asked. */
export interface Providers {
  readonly models: readonly ModelClient[];
  /** Whether a model would be asked right now: some breaker lets calls pass. */
  available(): boolean;
  /**
   * The first usable answer; undefined when no model gave one. Nobody is asked whose breaker is open, and nobody gets
   * so much time that those after them have none.
   * @throws ReliabilityError when the caller's own deadline ended.
   */
  ask<T>(question: Question<T>, context: AiContext): Promise<Given<T> | undefined>;
}

/** How much of what remains the next of `left` providers may take, in ms. */
export function shareMs(remainingMs: number, left: number): number {
  const usableMs = Math.max(0, remainingMs - reserveMs);
  return Math.max(usableMs / left, usableMs - laterMs * (left - 1));
}

export function createProviders(models: readonly ModelClient[], door: Door): Providers {
  const passes = ({ vendor, credential }: ModelClient) =>
    (door.state(vendor, credential)?.retryAfterMs ?? 0) === 0;
  return {
    models,
    available: () => models.some(passes),
    ask: async (question, context) => {
      const candidates = models.filter(passes);
      for (const [index, client] of candidates.entries()) {
        const budgetMs = shareMs(context.deadline.remainingMs(), candidates.length - index);
        if (budgetMs === 0) return undefined;
        using deadline = context.deadline.child(budgetMs);
        try {
          return { client, answer: await client.generate(question, { ...context, deadline }) };
        } catch {
          // The door has told of it. What ended the caller ends this; all else is the next one's turn.
          context.deadline.throwIfAborted();
        }
      }
      return undefined;
    },
  };
}

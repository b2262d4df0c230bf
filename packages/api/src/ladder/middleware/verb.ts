import { type GuardedContext, guardedRung } from '../rungs.ts';
import { answerWith } from './replay.ts';

/** What a procedure does, of what the rungs above made of the call. */
export type Verb = (call: { readonly ctx: GuardedContext; readonly input: unknown }) => Promise<unknown>;

/**
 * The last rung: the verb itself. It answers, so that tRPC's resolver is never asked: that would be a middleware more,
 * and three copies of the call more.
 */
export function verbRung(verb: Verb) {
  return guardedRung(async ({ ctx, input }) => answerWith(await verb({ ctx, input })));
}

/** tRPC's resolver of every procedure. */
export function neverAsked(): never {
  throw new Error('The ladder answers itself: its last rung is the verb.');
}

import { type Ai, createAi, createDoor, defaultAiEnv } from '@ballast/integrations';

/**
 * What thinks about thoughts: providers where there are keys, the local rules behind them. Never inside a transaction:
 * it may call out.
 */
export type Thinker = Ai;

/** Thinks with the local rules: no key, no network. */
export const localThinker: Thinker = createAi({ door: createDoor(), env: defaultAiEnv() });

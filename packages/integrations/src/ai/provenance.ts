import type { AiProvider } from './settings.ts';

/** Where a result came from, kept with it. */
export interface Provenance {
  readonly provider: AiProvider;
  /** Model as its vendor names it, or version of the rules. */
  readonly model: string;
  /** Version of the prompt; null when no model was asked. */
  readonly promptVersion: string | null;
  /** Everything together, providers that failed included. */
  readonly latencyMs: number;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** True when a provider should have done it and none could: worth doing again once one is back. */
  readonly degraded: boolean;
}

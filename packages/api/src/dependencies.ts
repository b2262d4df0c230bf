/** What stands before one dependency under one credential, in one process. */
export interface DependencyState {
  readonly vendor: string;
  /** Whose credential it is; undefined for what all owners share. */
  readonly ownerId: string | undefined;
  readonly breaker: 'closed' | 'open' | 'half_open';
  /** Failures of the dependency's own since its last success. */
  readonly failures: number;
  /** Until the next probe is let through, in ms; 0 when calls pass. */
  readonly retryAfterMs: number;
  readonly openUntilMs: number | undefined;
  readonly running: number;
  readonly queued: number;
  readonly retriesLeft: number;
  readonly lastSuccessAtMs: number | undefined;
  readonly lastFailureAtMs: number | undefined;
}

/** How all outgoing calls are held. */
export interface DependencySettings {
  readonly timeoutMs: { readonly ai: number; readonly integration: number };
  readonly maxRetries: number;
  readonly retryInitialMs: number;
  readonly retryMaxMs: number;
  readonly breakerFailures: number;
  readonly breakerCooldownMs: number;
}

/** The one door for outgoing calls, as far as the operations page looks at it. */
export interface Dependencies {
  readonly settings: DependencySettings | undefined;
  states(): readonly DependencyState[];
}

/** For a process that calls nobody. */
export const noDependencies: Dependencies = { settings: undefined, states: () => [] };

/** The part of a tRPC operation's `context` that these links read. */
export interface CallOptions {
  /** Sent as `Idempotency-Key`; minted once a call by `idempotencyLink` when absent. */
  readonly idempotencyKey?: string;
  /** The longest this call may take in all, its retries and waits included, in ms. */
  readonly budgetMs?: number;
  /** Attempts after the first, where `retryLink` would make another number of them. */
  readonly maxRetries?: number;
}

/**
 * Options for one call: `api.x.mutate(input, callOptions({ idempotencyKey, budgetMs }))`. The key comes from the
 * business fact that makes the call one and the same, such as `digest:daily:2026-11-23`.
 */
export function callOptions(
  options: CallOptions,
  signal?: AbortSignal,
): { context: { ballast: CallOptions }; signal?: AbortSignal } {
  return { context: { ballast: options }, ...(signal ? { signal } : {}) };
}

/** Shorthand for a call with a key of its own. */
export function withIdempotencyKey(
  idempotencyKey: string,
  signal?: AbortSignal,
): ReturnType<typeof callOptions> {
  return callOptions({ idempotencyKey }, signal);
}

/** The options in an operation's context, or none. */
export function callOptionsOf(context: Readonly<Record<string, unknown>>): CallOptions {
  const options = context['ballast'];
  return typeof options === 'object' && options !== null ? options : {};
}

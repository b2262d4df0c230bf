/** What a person's consent gave us. */
export interface GoogleTokens {
  readonly accessToken: string;
  /** Null where consent was given without offline access: then a dead access token means connecting again. */
  readonly refreshToken: string | null;
  /** When the access token ends, in epoch ms; null where nobody said. */
  readonly expiresAtMs: number | null;
  readonly scopes: readonly string[];
}

/** A person's Google account, as the clients are given it. */
export interface GoogleAccount {
  readonly tokens: GoogleTokens;
  /** Told of a fresh access token, to keep it. What it throws goes no further: the token works all the same. */
  readonly onTokens?: ((tokens: GoogleTokens) => Promise<void> | void) | undefined;
}

/** Tokens that are about to end are renewed before they do, in ms. */
export const renewBeforeMs = 60_000;

/** Whether a call with these tokens can succeed for another minute. */
export function isFresh({ expiresAtMs }: GoogleTokens, nowMs: number): boolean {
  return expiresAtMs === null || expiresAtMs - renewBeforeMs > nowMs;
}

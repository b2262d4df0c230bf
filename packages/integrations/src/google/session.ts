import { type Runtime, systemRuntime } from '@ballast/reliability';
import type { CallContext } from '../call.ts';
import { credentialId } from '../credential-id.ts';
import { IntegrationError, isIntegrationError } from '../errors.ts';
import { createFlights } from './flights.ts';
import type { GoogleOAuth } from './oauth.ts';
import { type GoogleAccount, type GoogleTokens, isFresh } from './tokens.ts';

/** Runs calls with an access token that works, as long as there is one to be had. */
export interface GoogleSessions {
  /**
   * Calls `fn` with a token; after a 401 once more with a fresh one. However many calls of an account need a fresh
   * token at once, one of them fetches it.
   * @throws IntegrationError `reconnect_needed` when there is none any more.
   */
  run<T>(account: GoogleAccount, context: CallContext, fn: (accessToken: string) => Promise<T>): Promise<T>;
}

/** Fresh tokens remembered at a time; the caller's own store has them as well. */
const mostRemembered = 1_000;

/** @param oauth Absent: tokens are used as they are and never renewed. */
export function createGoogleSessions(
  oauth: GoogleOAuth | undefined,
  runtime: Runtime = systemRuntime,
): GoogleSessions {
  const flights = createFlights<GoogleTokens>();
  // By refresh token, so that a new consent begins anew.
  const renewed = new Map<string, GoogleTokens>();

  const remember = (key: string, tokens: GoogleTokens) => {
    renewed.delete(key);
    const [oldest] = renewed.keys();
    if (renewed.size >= mostRemembered && oldest !== undefined) renewed.delete(oldest);
    renewed.set(key, tokens);
  };

  const keyOf = ({ refreshToken, accessToken }: GoogleTokens) => credentialId(refreshToken ?? accessToken);

  const newest = ({ tokens }: GoogleAccount): GoogleTokens => {
    const known = renewed.get(keyOf(tokens));
    return known !== undefined && (known.expiresAtMs ?? 0) > (tokens.expiresAtMs ?? 0) ? known : tokens;
  };

  const renew = async (
    account: GoogleAccount,
    tokens: GoogleTokens,
    context: CallContext,
  ): Promise<GoogleTokens> => {
    const key = keyOf(account.tokens);
    return flights.join(key, context.deadline, async () => {
      const known = newest(account);
      // Somebody was faster: the token that failed is not the newest any more.
      if (known.accessToken !== tokens.accessToken) return known;
      if (oauth === undefined || tokens.refreshToken === null) throw deadEnd();
      const fresh = await oauth.refresh(tokens, context);
      remember(key, fresh);
      try {
        await account.onTokens?.(fresh);
      } catch {
        // See `onTokens`.
      }
      return fresh;
    });
  };

  return {
    run: async (account, context, fn) => {
      const known = newest(account);
      const renewable = oauth !== undefined && known.refreshToken !== null;
      const tokens =
        isFresh(known, runtime.now()) || !renewable ? known : await renew(account, known, context);
      try {
        return await fn(tokens.accessToken);
      } catch (error) {
        if (!isIntegrationError(error, 'reconnect_needed') || !renewable) throw error;
        const fresh = await renew(account, tokens, context);
        return fn(fresh.accessToken);
      }
    },
  };
}

function deadEnd(): IntegrationError {
  return new IntegrationError({
    vendor: 'google',
    operation: 'oauth.refresh',
    code: 'reconnect_needed',
    vendorCode: 'no_refresh_token',
    outcome: 'not_sent',
    retryable: false,
  });
}

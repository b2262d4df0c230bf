import { createHash, randomBytes } from 'node:crypto';
import { type Runtime, systemRuntime } from '@ballast/reliability';
import { auth } from '@googleapis/gmail';
import type { CallContext, Door } from '../call.ts';
import { fetchWithin } from '../fetch-within.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { readVendorAnswer } from '../vendor-answer.ts';
import { readOAuthFailure } from './errors.ts';
import { tokenSchema } from './schema.ts';
import type { GoogleTokens } from './tokens.ts';

type OAuthClient = InstanceType<typeof auth.OAuth2>;

const shared = { vendor: 'google', timeoutClass: 'integration', readFailure: readOAuthFailure } as const;
/** A code is good once: a second exchange of it would be refused, and could end the tokens of the first. */
const exchange = defineOperation({ ...shared, name: 'oauth.exchange', repeat: 'never' });
const refresh = defineOperation({ ...shared, name: 'oauth.refresh', repeat: 'safe' });
const revoke = defineOperation({ ...shared, name: 'oauth.revoke', repeat: 'safe' });

const googles = 'https://oauth2.googleapis.com/token';

export interface GoogleOAuthOptions {
  readonly door: Door;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tokenUrl: string;
  readonly runtime?: Runtime;
}

/** What a consent begins with; `verifier` and `state` are kept with the person's session until Google comes back. */
export interface ConsentStart {
  readonly url: string;
  readonly state: string;
  readonly verifier: string;
}

export interface ConsentRequest {
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /** An address to propose. */
  readonly loginHint?: string | undefined;
}

/** Google's consent and its tokens. */
export interface GoogleOAuth {
  /** Makes a state and a PKCE verifier of 256 bits each, and the page's address with them. Calls nobody. */
  consent(request: ConsentRequest): ConsentStart;
  /** Exchanges the code that came back; check `state` first. @throws `reconnect_needed` for a code that is no good. */
  exchange(
    input: { readonly code: string; readonly verifier: string; readonly redirectUri: string },
    context: CallContext,
  ): Promise<GoogleTokens>;
  /** @throws IntegrationError `reconnect_needed` when the refresh token is dead. */
  refresh(tokens: GoogleTokens, context: CallContext): Promise<GoogleTokens>;
  /** Ends the consent at Google's. One that is over already is no error. */
  revoke(tokens: GoogleTokens, context: CallContext): Promise<void>;
}

/** The consent page and the revocation stand beside the token endpoint wherever that is not Google's own. */
function endpoints(tokenUrl: string) {
  const own = tokenUrl === googles;
  return {
    oauth2TokenUrl: tokenUrl,
    oauth2AuthBaseUrl: own
      ? 'https://accounts.google.com/o/oauth2/v2/auth'
      : new URL('o/oauth2/v2/auth', tokenUrl).href,
    oauth2RevokeUrl: new URL('revoke', tokenUrl).href,
  };
}

export function createGoogleOAuth(options: GoogleOAuthOptions): GoogleOAuth {
  const { door, clientId, clientSecret, tokenUrl, runtime = systemRuntime } = options;
  const client = () => new auth.OAuth2({ clientId, clientSecret, endpoints: endpoints(tokenUrl) });

  /** The SDK asks for its own retries call by call: what it asks for is taken out again on the way. */
  const clientWithin = (signal: AbortSignal): OAuthClient => {
    const made = client();
    made.transporter.interceptors.request.add({
      resolved: async (request) => {
        delete request.retryConfig;
        return Object.assign(request, { retry: false, fetchImplementation: fetchWithin(signal) });
      },
    });
    return made;
  };

  const tokensFrom = (answer: unknown, operation: Operation, before?: GoogleTokens): GoogleTokens => {
    const read = readVendorAnswer(tokenSchema, answer, operation);
    return {
      accessToken: read.access_token,
      refreshToken: read.refresh_token ?? before?.refreshToken ?? null,
      expiresAtMs: read.expiry_date ?? null,
      scopes: read.scope?.split(' ').filter(Boolean) ?? before?.scopes ?? [],
    };
  };

  /** The SDK dates tokens by the system's clock; ours is the runtime's, and a token may be late but never early. */
  const call = (
    operation: Operation,
    context: CallContext,
    before: GoogleTokens | undefined,
    fn: (google: OAuthClient) => Promise<{ readonly data: unknown }>,
  ) =>
    door.call(operation, context, async ({ signal }) => {
      const askedMs = runtime.now();
      const sdkMs = systemRuntime.now();
      const google = clientWithin(signal);
      // The SDK writes into the answer before it looks at it: one that is no JSON must not get that far.
      google.transporter.interceptors.response.add({
        resolved: async (response) => {
          if (typeof response.data === 'string') throw new SyntaxError('The answer is no JSON.');
          return response;
        },
      });
      const { data } = await fn(google);
      const tokens = tokensFrom(data, operation, before);
      if (tokens.expiresAtMs === null) return tokens;
      return { ...tokens, expiresAtMs: askedMs + Math.max(0, tokens.expiresAtMs - sdkMs) };
    });

  return {
    consent: ({ redirectUri, scopes, loginHint }) => {
      const state = randomBytes(32).toString('base64url');
      const verifier = randomBytes(32).toString('base64url');
      const url = new URL(
        client().generateAuthUrl({
          redirect_uri: redirectUri,
          scope: [...scopes],
          access_type: 'offline',
          // Without it Google gives no refresh token to somebody who consented before.
          prompt: 'consent',
          state,
          ...(loginHint === undefined ? {} : { login_hint: loginHint }),
        }),
      );
      url.searchParams.set('code_challenge', createHash('sha256').update(verifier).digest('base64url'));
      url.searchParams.set('code_challenge_method', 'S256');
      return { url: url.href, state, verifier };
    },
    exchange: ({ code, verifier, redirectUri }, context) =>
      call(exchange, context, undefined, async (google) => {
        const asked = { code, codeVerifier: verifier, redirect_uri: redirectUri };
        return { data: (await google.getToken(asked)).tokens };
      }),
    refresh: (tokens, context) =>
      call(refresh, context, tokens, async (google) => {
        google.setCredentials({ refresh_token: tokens.refreshToken });
        return { data: (await google.refreshAccessToken()).credentials };
      }),
    revoke: async (tokens, context) => {
      await door.call(revoke, context, async ({ signal }) => {
        try {
          await clientWithin(signal).revokeToken(tokens.refreshToken ?? tokens.accessToken);
        } catch (error) {
          if (readOAuthFailure(error, runtime.now()).vendorCode !== 'invalid_token') throw error;
        }
      });
    },
  };
}

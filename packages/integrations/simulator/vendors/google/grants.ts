import { createHash } from 'node:crypto';
import { type Credentials, createCredentials, type Standing } from '../../credentials.ts';
import type { World } from '../../vendor.ts';

/** What a person allowed an application. */
export interface Grant {
  readonly email: string;
  /** Undefined: a token from elsewhere, which may do everything. */
  readonly scopes: readonly string[] | undefined;
  readonly refreshToken: string;
}

/** What the consent page was asked for. */
export interface Asked {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly challenge: string | undefined;
  readonly challengeMethod: string;
  readonly offline: boolean;
}

export interface Issued {
  readonly grant: Grant;
  readonly accessToken: string;
  readonly offline: boolean;
}

/** Why a code is not exchanged; the names are those of the recorded answers. */
export type CodeFlaw =
  | 'malformed_code'
  | 'redirect_uri_mismatch'
  | 'missing_code_verifier'
  | 'invalid_code_verifier';

/** Codes, tokens and whose they are; shared by Gmail, Calendar and the token endpoint. */
export interface Grants {
  readonly credentials: Credentials;
  /** A code for what `email` allows; it is good once, for ten minutes. */
  consent(email: string, asked: Asked): string;
  exchange(
    code: string,
    clientId: string,
    redirectUri: string,
    verifier: string | undefined,
  ): Issued | CodeFlaw;
  /** Undefined: the refresh token is dead. */
  refresh(refreshToken: string): Issued | undefined;
  standing(token: string | undefined): Standing;
  grantOf(accessToken: string): Grant;
  /** `dead`: nothing that stands for the same person can be refreshed until that person consents again. */
  expire(token: string, dead: boolean): void;
  /** Ends what the token stands for, as a person does on Google's own page. False: never heard of it. */
  revoke(token: string): boolean;
  reset(): void;
}

export const tokenLifeS = 3599;
const codeLifeMs = 600_000;
export const usualEmail = 'ada@example.com';

/** A token from elsewhere that names an address stands for it; any other for the usual person. */
function emailIn(token: string): string {
  const plain = token.replace(/^(ya29\.|1\/\/0?)/, '');
  return /[a-z0-9._+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+/i.exec(plain)?.[0].toLowerCase() ?? usualEmail;
}

function proves(verifier: string, { challenge, challengeMethod }: Asked): boolean {
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(verifier)) return false;
  const made =
    challengeMethod === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier;
  return made === challenge;
}

export function createGrants({ runtime, ids }: World): Grants {
  const credentials = createCredentials();
  const codes = new Map<string, { asked: Asked; email: string; untilMs: number }>();
  const byAccess = new Map<string, { grant: Grant; untilMs: number }>();
  const byRefresh = new Map<string, Grant>();
  const deadEmails = new Set<string>();

  const issue = (grant: Grant, offline: boolean): Issued => {
    const accessToken = `ya29.${ids.hex('google.access', 48)}`;
    byAccess.set(accessToken, { grant, untilMs: runtime.now() + tokenLifeS * 1000 });
    return { grant, accessToken, offline };
  };
  const grantOf = (token: string): Grant =>
    byAccess.get(token)?.grant ?? { email: emailIn(token), scopes: undefined, refreshToken: '' };

  return {
    credentials,
    grantOf,
    consent: (email, asked) => {
      const code = `4/0A${ids.hex('google.code', 40)}`;
      codes.set(code, { asked, email, untilMs: runtime.now() + codeLifeMs });
      return code;
    },
    exchange: (code, clientId, redirectUri, verifier) => {
      const known = codes.get(code);
      if (known === undefined || known.untilMs <= runtime.now() || known.asked.clientId !== clientId)
        return 'malformed_code';
      const { asked, email } = known;
      if (asked.redirectUri !== redirectUri) return 'redirect_uri_mismatch';
      if (asked.challenge !== undefined && verifier === undefined) return 'missing_code_verifier';
      if (asked.challenge !== undefined && !proves(verifier ?? '', asked)) return 'invalid_code_verifier';
      codes.delete(code);
      deadEmails.delete(email);
      const refreshToken = `1//0${ids.hex('google.refresh', 48)}`;
      const grant = { email, scopes: asked.scopes, refreshToken };
      byRefresh.set(refreshToken, grant);
      return issue(grant, asked.offline);
    },
    refresh: (refreshToken) => {
      const grant = byRefresh.get(refreshToken) ?? {
        email: emailIn(refreshToken),
        scopes: undefined,
        refreshToken,
      };
      if (credentials.standing(refreshToken) !== 'valid' || deadEmails.has(grant.email)) return undefined;
      return issue(grant, false);
    },
    standing: (token) => {
      const untilMs = token === undefined ? undefined : byAccess.get(token)?.untilMs;
      return untilMs !== undefined && untilMs <= runtime.now() ? 'expired' : credentials.standing(token);
    },
    expire: (token, dead) => {
      credentials.expire(token);
      if (dead) deadEmails.add(grantOf(token).email);
    },
    revoke: (token) => {
      const grant = byRefresh.get(token) ?? byAccess.get(token)?.grant;
      if (grant === undefined) return false;
      credentials.revoke(grant.refreshToken);
      for (const [access, { grant: its }] of byAccess) if (its === grant) credentials.revoke(access);
      return true;
    },
    reset: () => {
      for (const map of [codes, byAccess, byRefresh]) map.clear();
      deadEmails.clear();
      credentials.reset();
    },
  };
}

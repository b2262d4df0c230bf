import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '@ballast/api';
import { bearerToken, isSameSecret } from './bearer.ts';

/** What `createResolvePrincipal` needs to know accounts by. */
export interface PrincipalSources {
  readonly cronSecret: string;
  /** The owner of the session whose cookie is in these headers. */
  sessionOwner(headers: IncomingHttpHeaders): Promise<string | undefined>;
  /** The owner of a personal API key, if it is valid. */
  apiKeyOwner(key: string): Promise<string | undefined>;
}

/**
 * Tells who sent a request. A credential that was sent decides alone: a wrong bearer or key is nobody, even when a
 * good cookie came along, so that a script never acts as somebody it did not mean to be.
 */
export function createResolvePrincipal(
  sources: PrincipalSources,
): (headers: IncomingHttpHeaders) => Promise<Caller | undefined> {
  return async (headers) => {
    if (headers.authorization !== undefined) {
      const token = bearerToken(headers.authorization);
      const valid = token !== undefined && isSameSecret(token, sources.cronSecret);
      return valid ? { kind: 'service' } : undefined;
    }
    const key = headers['x-api-key'];
    if (key !== undefined) {
      return asUser(typeof key === 'string' ? await sources.apiKeyOwner(key) : undefined);
    }
    return asUser(headers.cookie === undefined ? undefined : await sources.sessionOwner(headers));
  };
}

function asUser(ownerId: string | undefined): Caller | undefined {
  return ownerId === undefined ? undefined : { kind: 'user', ownerId };
}

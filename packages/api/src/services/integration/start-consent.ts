import { createHash } from 'node:crypto';
import { Deadline } from '@ballast/reliability';
import { sql } from 'kysely';
import { requireAbroad } from '../../abroad/abroad.ts';
import type { App } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import { consentScopes } from './consent-scopes.ts';
import type { GoogleVendor } from './vendors.ts';

/** Who is at the browser. */
export interface ConsentSession {
  readonly ownerId: string;
  /** The sign-in it belongs to: what one began, no other ends. */
  readonly sessionId: string;
}

/** How long a person may take on Google's page, in ms. */
const lifeMs = 600_000;
const budgetMs = 5_000;

/** What a state is kept by: who reads the table can't finish what others began. */
export function stateHashOf(state: string): Buffer {
  return createHash('sha256').update(state).digest();
}

/** Where Google sends the person back to; the same at both ends of a consent. */
export function redirectUriOf(appUrl: string): string {
  return `${appUrl}/api/integrations/google/callback`;
}

/** What a sealed verifier is bound to. */
export function verifierPlace(ownerId: string, vendor: string) {
  return { ownerId, purpose: `consent:${vendor}` };
}

/**
 * Begins a consent: keeps its state and PKCE verifier for this very sign-in, and returns the address of Google's page.
 * @throws DomainError `dependency_unavailable` where no OAuth client is set up
 */
export async function startConsent(app: App, session: ConsentSession, vendor: GoogleVendor): Promise<string> {
  const { vendors, vault, settings } = requireAbroad(app);
  if (!vendors.googleOAuth) throw new DomainError('dependency_unavailable', 'Google is not set up here.');
  const redirectUri = redirectUriOf(settings.appUrl);
  const { url, state, verifier } = vendors.googleOAuth.consent({
    redirectUri,
    scopes: consentScopes[vendor],
  });
  const { ownerId, sessionId } = session;
  const sealed = vault.seal(verifier, verifierPlace(ownerId, vendor));
  using deadline = Deadline.start(budgetMs, { runtime: app.runtime });
  await app.database.transaction({ deadline, name: 'consent.start' }, ({ kysely }) =>
    kysely
      .insertInto('ConsentStart')
      .values({
        ...{ stateHash: stateHashOf(state), ownerId, sessionId, vendor, redirectUri },
        verifier: Buffer.from(sealed.bytes),
        expiresAt: sql<Date>`now() + ${lifeMs}::float8 * interval '1 millisecond'`,
      })
      .execute(),
  );
  return onPage(url, settings.consentUrl);
}

/** The same question on another page, where Google's is not the one that is asked. */
function onPage(url: string, page: string | undefined): string {
  if (page === undefined) return url;
  const asked = new URL(page);
  asked.search = new URL(url).search;
  return asked.href;
}

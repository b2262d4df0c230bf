import { type GoogleTokens, isIntegrationError } from '@ballast/integrations';
import { Deadline } from '@ballast/reliability';
import { sql } from 'kysely';
import { type Abroad, requireAbroad } from '../../abroad/abroad.ts';
import type { App, Call } from '../../context.ts';
import { nameAndPlace } from '../../name-and-place.ts';
import { connectOffered } from './connect.ts';
import { consentScopes } from './consent-scopes.ts';
import { findIntegration } from './find.ts';
import type { Offered } from './identify.ts';
import { settingsOf } from './settings.ts';
import { type ConsentSession, stateHashOf, verifierPlace } from './start-consent.ts';
import { type GoogleVendor, googleVendorSchema } from './vendors.ts';

/** Why a consent came to nothing; the settings page says each in words. */
export const consentProblems = [
  /** The person said no. */
  'access_denied',
  /** Not everything was allowed that it takes. */
  'missing_scope',
  /** It took longer than a consent is good for. */
  'expired',
  /** Never begun, begun by somebody else or in another sign-in, or used already: these look the same. */
  'unknown_state',
  /** Google does not take the code it gave. */
  'code_refused',
  /** Allowed only for as long as the person is there. */
  'not_lasting',
  /** Google does not answer, or answers that it can't. */
  'unavailable',
  /** There is no OAuth client here. */
  'not_set_up',
] as const;
export type ConsentProblem = (typeof consentProblems)[number];

/** What Google's redirect brought along, as it came. */
export interface ConsentReturn {
  readonly state?: string | undefined;
  readonly code?: string | undefined;
  readonly error?: string | undefined;
}

export type ConsentEnd =
  | { readonly vendor: GoogleVendor; readonly problem?: undefined }
  | { readonly vendor: GoogleVendor | undefined; readonly problem: ConsentProblem };

const budgetMs = 40_000;

interface Begun {
  readonly vendor: GoogleVendor;
  readonly verifier: string;
  readonly redirectUri: string;
}

/**
 * Ends a consent: the state is taken, once, by the sign-in that began it; the code is exchanged with its verifier, and
 * what was allowed is connected. Says why it came to nothing instead of throwing: a person is waiting at a browser.
 */
export async function finishConsent(
  app: App,
  session: ConsentSession,
  given: ConsentReturn,
): Promise<ConsentEnd> {
  using deadline = Deadline.start(budgetMs, { runtime: app.runtime });
  const { ownerId } = session;
  const ctx: Call = { ...app, deadline, principal: { kind: 'user', scope: ownerId, ownerId } };
  let vendor: GoogleVendor | undefined;
  try {
    const begun = await takeState(ctx, session, given.state);
    if (typeof begun === 'string') return { vendor, problem: begun };
    vendor = begun.vendor;
    if (given.error !== undefined || given.code === undefined) {
      return { vendor, problem: given.error === 'access_denied' ? 'access_denied' : 'code_refused' };
    }
    const tokens = await exchange(ctx, ownerId, begun, given.code);
    if (!consentScopes[vendor].every((scope) => tokens.scopes.includes(scope))) {
      return { vendor, problem: 'missing_scope' };
    }
    if (tokens.refreshToken === null) return { vendor, problem: 'not_lasting' };
    await connectOffered(ctx, ownerId, await offered(ctx, ownerId, vendor, tokens));
    return { vendor };
  } catch (error) {
    app.logger.warn({ vendor, error: nameAndPlace(error) }, 'a consent came to nothing');
    return { vendor, problem: problemOf(error) };
  }
}

/** Takes what the state stands for out of the table: nobody can come with it again, whatever happens next. */
async function takeState(
  ctx: Call,
  { ownerId, sessionId }: ConsentSession,
  state: string | undefined,
): Promise<Begun | ConsentProblem> {
  const { vault }: Abroad = requireAbroad(ctx);
  if (state === undefined || state.length > 200) return 'unknown_state';
  const row = await ctx.database.transaction({ deadline: ctx.deadline, name: 'consent.take' }, ({ kysely }) =>
    kysely
      .deleteFrom('ConsentStart')
      .where('stateHash', '=', stateHashOf(state))
      .where('ownerId', '=', ownerId)
      .where('sessionId', '=', sessionId)
      .returning(['vendor', 'verifier', 'redirectUri', sql<boolean>`"expiresAt" > now()`.as('inTime')])
      .executeTakeFirst(),
  );
  const vendor = googleVendorSchema.safeParse(row?.vendor);
  if (!row || !vendor.success) return 'unknown_state';
  if (!row.inTime) return 'expired';
  const sealed = { bytes: row.verifier, keyId: vault.keyId };
  const verifier = vault.open(sealed, verifierPlace(ownerId, vendor.data));
  return { vendor: vendor.data, verifier: String(verifier), redirectUri: row.redirectUri };
}

async function exchange(ctx: Call, ownerId: string, begun: Begun, code: string): Promise<GoogleTokens> {
  const { vendors } = requireAbroad(ctx);
  if (!vendors.googleOAuth) throw new TypeError('A consent was begun without an OAuth client.');
  const { verifier, redirectUri } = begun;
  const context = { credential: `consent:${ownerId}`, ownerId, deadline: ctx.deadline };
  return vendors.googleOAuth.exchange({ code, verifier, redirectUri }, context);
}

/** What the person had chosen for a connection before holds for the new consent too. */
async function offered(
  ctx: Call,
  ownerId: string,
  vendor: GoogleVendor,
  secrets: GoogleTokens,
): Promise<Offered> {
  const before = await findIntegration(ctx, ownerId, vendor);
  return { vendor, secrets, settings: settingsOf(vendor, before?.settings) } as Offered;
}

function problemOf(error: unknown): ConsentProblem {
  if (!isIntegrationError(error)) return 'unavailable';
  if (error.vendorCode === 'insufficientPermissions') return 'missing_scope';
  return error.code === 'reconnect_needed' || error.code === 'dependency_refused'
    ? 'code_refused'
    : 'unavailable';
}

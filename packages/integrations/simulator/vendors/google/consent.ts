import { type JsonObject, text } from '../../json.ts';
import { html, type Reply } from '../../reply.ts';
import type { Call } from '../../vendor.ts';
import { type Asked, type Grants, usualEmail } from './grants.ts';

function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

function askedOf(fields: JsonObject): { readonly asked: Asked } | { readonly flaw: string } {
  const need = ['client_id', 'redirect_uri', 'scope'].find((name) => !text(fields[name]));
  if (need !== undefined) return { flaw: `Missing required parameter: ${need}` };
  const redirectUri = text(fields['redirect_uri']) ?? '';
  if (!/^https?:/.test(redirectUri) || !URL.canParse(redirectUri))
    return { flaw: `Invalid parameter value for redirect_uri: ${redirectUri}` };
  if (fields['response_type'] !== 'code') return { flaw: 'Invalid response_type' };
  const challenge = text(fields['code_challenge']);
  const challengeMethod = text(fields['code_challenge_method']) ?? 'plain';
  if (challenge !== undefined && !['S256', 'plain'].includes(challengeMethod))
    return { flaw: 'Invalid code_challenge_method' };
  const clientId = text(fields['client_id']) ?? '';
  const scopes = (text(fields['scope']) ?? '').split(/\s+/).filter(Boolean);
  const offline = fields['access_type'] === 'offline';
  return { asked: { clientId, redirectUri, scopes, challenge, challengeMethod, offline } };
}

function refusal(flaw: string): Reply {
  return html(
    400,
    `<!doctype html><title>Error 400</title><h1>Access blocked</h1><p>${escapeHtml(flaw)}</p>`,
  );
}

/** The page on which a person allows it. Its form carries what was asked for. */
export function consentPage({ request }: Call): Reply {
  const fields = Object.fromEntries(request.query);
  const read = askedOf(fields);
  if ('flaw' in read) return refusal(read.flaw);
  const hidden = Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`)
    .join('');
  const scopes = read.asked.scopes.map((scope) => `<li>${escapeHtml(scope)}</li>`).join('');
  return html(
    200,
    `<!doctype html><html lang="en"><title>Sign in with simulated Google</title>
<main><h1>Sign in with simulated Google</h1><p>This application asks for:</p><ul>${scopes}</ul>
<form method="post" action="/google/o/oauth2/v2/consent">${hidden}
<label>Account <input name="email" value="${escapeHtml(fields['login_hint'] ?? usualEmail)}"></label>
<button name="answer" value="allow">Allow</button> <button name="answer" value="deny">Cancel</button></form></main></html>`,
  );
}

/** What the page's form leads to: back to the application, with a code or with the refusal. */
export function answerConsent({ body }: Call, grants: Grants): Reply {
  const read = askedOf(body);
  if ('flaw' in read) return refusal(read.flaw);
  const back = new URL(read.asked.redirectUri);
  const state = text(body['state']);
  if (state !== undefined) back.searchParams.set('state', state);
  const allowed = body['answer'] !== 'deny';
  if (allowed) {
    back.searchParams.set('code', grants.consent(text(body['email']) || usualEmail, read.asked));
    back.searchParams.set('scope', read.asked.scopes.join(' '));
  } else back.searchParams.set('error', 'access_denied');
  return html(302, '', { headers: { location: back.href }, effect: allowed });
}

import { createHmac } from 'node:crypto';
import { type SignatureVerdict, sameSecret } from '../same-secret.ts';

/**
 * Whether a push of Google's carries the token it was set up with: the `token` of a Pub/Sub push URL (Gmail), or
 * `X-Goog-Channel-Token` (Calendar). Google signs nothing else of them.
 */
export function verifyGooglePushToken(
  expected: string | undefined,
  given: string | null | undefined,
): SignatureVerdict {
  if (!given) return 'missing';
  return expected !== undefined && sameSecret(expected, given) ? 'valid' : 'forged';
}

/** A calendar channel's token: it belongs to one channel, so that one owner's token opens nobody else's. */
export function channelToken(pushToken: string, channelId: string): string {
  return createHmac('sha256', pushToken).update(`calendar-channel:${channelId}`).digest('hex');
}

import { createHmac } from 'node:crypto';
import { type SignatureVerdict, sameSecret } from '../same-secret.ts';

/** A request of Slack's as it came: the body byte for byte, before anything parsed it. */
export interface SlackRequest {
  readonly signingSecret: string;
  /** `X-Slack-Request-Timestamp`, in seconds. */
  readonly timestamp: string | undefined;
  /** `X-Slack-Signature`. */
  readonly signature: string | undefined;
  readonly rawBody: string | Uint8Array;
  /** The wall clock, in epoch ms. */
  readonly nowMs: number;
}

/** How far Slack's clock and ours may be apart before a request counts as an old one sent again, in ms. */
const toleranceMs = 300_000;

/**
 * Whether Slack sent this. A request that is replayed within the tolerance is genuine here: its event id and its
 * message's own identity tell it from the first.
 */
export function verifySlackSignature(request: SlackRequest): SignatureVerdict {
  const { signingSecret, timestamp, signature, rawBody, nowMs } = request;
  if (!timestamp || !signature) return 'missing';
  if (!/^\d{1,12}$/.test(timestamp)) return 'forged';
  const hmac = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(rawBody);
  if (!sameSecret(`v0=${hmac.digest('hex')}`, signature)) return 'forged';
  return Math.abs(nowMs - Number(timestamp) * 1_000) <= toleranceMs ? 'valid' : 'stale';
}

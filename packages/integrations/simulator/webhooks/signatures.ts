import { createHmac } from 'node:crypto';

function hmac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** `X-Slack-Signature` of a raw body sent at `timestampS`, in seconds since the epoch. */
export function slackSignature(secret: string, timestampS: number, body: string): string {
  return `v0=${hmac(secret, `v0:${timestampS}:${body}`)}`;
}

/** `X-Notion-Signature` of a raw body. */
export function notionSignature(secret: string, body: string): string {
  return `sha256=${hmac(secret, body)}`;
}

/** A signature of the right form that no secret makes. */
export function forged(signature: string): string {
  return signature.replace(/[0-9a-f]$/, (digit) => (digit === '0' ? '1' : '0'));
}

import { createHmac } from 'node:crypto';
import { type SignatureVerdict, sameSecret } from '../same-secret.ts';

/** A request of Notion's as it came: the body byte for byte, before anything parsed it. */
export interface NotionRequest {
  /** The verification token Notion gave when the webhook was set up. */
  readonly secret: string;
  /** `X-Notion-Signature`. */
  readonly signature: string | undefined;
  readonly rawBody: string | Uint8Array;
}

/** Whether Notion sent this. Nothing in it is dated by the signature: a replay is told by its event id alone. */
export function verifyNotionSignature({ secret, signature, rawBody }: NotionRequest): SignatureVerdict {
  if (!signature) return 'missing';
  const hmac = createHmac('sha256', secret).update(rawBody).digest('hex');
  return sameSecret(`sha256=${hmac}`, signature) ? 'valid' : 'forged';
}

import { createHash } from 'node:crypto';

/** A name for a secret that tells nothing about it: the start of its SHA-256. */
export function credentialId(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 16);
}

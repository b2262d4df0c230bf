import { createHash, timingSafeEqual } from 'node:crypto';

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Whether two secrets are the same, in a time that tells neither where they differ nor how long they are. */
export function sameSecret(expected: string, given: string): boolean {
  return timingSafeEqual(digest(expected), digest(given));
}

/** What a signature or token proved. Whoever gets anything but `valid` must not act on the request. */
export type SignatureVerdict = 'valid' | 'missing' | 'stale' | 'forged';

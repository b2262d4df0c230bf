import { createHash } from 'node:crypto';
import { canonicalJson } from '@ballast/reliability';
import type { Content } from './mirror.ts';

/** Tells one content from another without keeping it: SHA-256 of its canonical JSON; `gone` for none. */
export function fingerprintOf(content: Content): string {
  if (content === null) return 'gone';
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}

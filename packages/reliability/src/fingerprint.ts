import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/**
 * What an input is recognised by: the SHA-256 of its RFC 8785 canonical JSON, 64 hex digits. Key order, the spelling
 * of numbers and unicode escapes make no difference.
 *
 * @throws CanonicalJsonError for BigInt, cycles, undefined, NaN, Infinity, lone surrogates and what is no JSON
 */
export function fingerprint(value: unknown): string {
  return hash('sha256', canonicalJson(value), 'hex');
}

import { ReliabilityError } from '../errors.ts';

const visible = /^[\x21-\x7e]{1,255}$/;
/** An sf-string of RFC 8941: quotes and backslashes inside it are escaped. */
const quoted = /^"((?:[^"\\]|\\["\\])*)"$/;

/**
 * The key in an `Idempotency-Key` header: bare (`abc`) or as the IETF draft writes it (`"abc"`), which are the same key.
 *
 * @throws ReliabilityError `idempotency_key_invalid` unless it is 1 to 255 visible ASCII characters
 */
export function parseIdempotencyKey(header: string): string {
  const trimmed = header.replace(/^[ \t]+|[ \t]+$/g, '');
  const key = trimmed.startsWith('"') ? (quoted.exec(trimmed)?.[1]?.replace(/\\(.)/g, '$1') ?? '') : trimmed;
  if (!visible.test(key)) throw new ReliabilityError('idempotency_key_invalid');
  return key;
}

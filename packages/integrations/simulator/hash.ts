import { createHash } from 'node:crypto';

/** SHA-256 in hex, cut to `length` digits. */
export function digest(input: string, length = 64): string {
  return createHash('sha256').update(input).digest('hex').slice(0, length);
}

/** A whole number in [0, 2^32) that depends on the text alone. */
export function hash32(input: string): number {
  return createHash('sha256').update(input).digest().readUInt32BE(0);
}

/** Uniform in [0, 1), the same for the same parts: chance that does not depend on who arrived first. */
export function chance(...parts: readonly (string | number)[]): number {
  return hash32(parts.join('\u0000')) / 2 ** 32;
}

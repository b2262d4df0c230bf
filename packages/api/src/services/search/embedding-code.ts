/** Bits of a code; `Record.embeddingCode` has as many. */
export const codeBits = 256;

/** A fixed pseudo-random sign for each bit and dimension (a 32-bit mix of both). */
function sign(bit: number, dimension: number): 1 | -1 {
  let hash = Math.imul(bit + 1, 0x9e3779b1) ^ Math.imul(dimension + 1, 0x85ebca77);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) & 1) === 0 ? 1 : -1;
}

/**
 * On which side of 256 fixed random planes a vector lies, as a string of 0 and 1. The share of bits in which two
 * codes differ estimates the angle between the vectors over π (Charikar, 2002).
 */
export function embeddingCode(vector: readonly number[]): string {
  let code = '';
  for (let bit = 0; bit < codeBits; bit += 1) {
    let sum = 0;
    for (let dimension = 0; dimension < vector.length; dimension += 1) {
      const value = vector[dimension] ?? 0;
      if (value !== 0) sum += value * sign(bit, dimension);
    }
    code += sum >= 0 ? '1' : '0';
  }
  return code;
}

/** The cosine of the angle between two vectors of one length; 0 where either is nothing. */
export function cosine(a: readonly number[], b: readonly number[]): number {
  let dot = 0;
  let lengthA = 0;
  let lengthB = 0;
  for (let index = 0; index < a.length; index += 1) {
    const x = a[index] ?? 0;
    const y = b[index] ?? 0;
    dot += x * y;
    lengthA += x * x;
    lengthB += y * y;
  }
  return lengthA === 0 || lengthB === 0 ? 0 : dot / Math.sqrt(lengthA * lengthB);
}

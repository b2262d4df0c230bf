import { hash32 } from '../hash.ts';
import { stemsOf } from './words.ts';

/** How many numbers an embedding has unless the caller asks for another size. */
export const usualDimensions = 256;

/** A unit vector of hashed stems: the more words two texts share, the nearer they are. The same text, the same vector. */
export function embed(text: string, dimensions = usualDimensions): readonly number[] {
  const vector = new Array<number>(dimensions).fill(0);
  const counts = new Map<string, number>();
  for (const stem of stemsOf(text)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  for (const [stem, count] of counts) {
    // Two places a stem, so that one collision does not make strangers alike.
    for (const seat of ['a', 'b']) {
      const hash = hash32(`${seat}/${stem}`);
      const index = hash % dimensions;
      vector[index] = (vector[index] ?? 0) + ((hash & 0x8000_0000) === 0 ? 1 : -1) * Math.sqrt(count);
    }
  }
  const length = Math.hypot(...vector);
  if (length === 0) vector[0] = 1;
  return vector.map((value) => value / (length || 1));
}

import type { Relation } from '../../trpc/client.ts';

/** Why two records have to do with each other, in a sentence for a person. */
export function relationWords({ kind, direction, reason, via }: Relation): string {
  if (reason !== null) return reason;
  if (via !== null && kind === 'together') return `Both are named in “${via.title}”`;
  if (kind === 'likeness') return 'About the same thing';
  if (direction === 'both') return 'Each names the other';
  if (kind === 'mention') return direction === 'to' ? 'Named here' : 'Names this';
  return kind.replaceAll('_', ' ');
}

/** How strong a relation is, for a person; `strength` is 0..1. */
export function strengthWords(strength: number): string {
  if (strength >= 0.66) return 'Strong';
  return strength >= 0.33 ? 'Clear' : 'Faint';
}

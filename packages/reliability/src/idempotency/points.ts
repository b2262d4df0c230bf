/** The named places of both modes, in the order a call passes them; see FaultPoints. */
export const idempotencyPoints = [
  'before-claim',
  'after-claim',
  'before-effect',
  'before-step',
  'after-step',
  'after-step-stored',
  'after-effect',
  'before-store-answer',
  'before-commit',
  'after-commit',
  'before-release',
] as const;

export type IdempotencyPoint = (typeof idempotencyPoints)[number];

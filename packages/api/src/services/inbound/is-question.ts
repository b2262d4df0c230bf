import { detectIntentLocally } from '@ballast/integrations';

/** A question is taken for one when the rules are this sure, with a question mark and without. */
const sureWithMark = 0.75;
const sureWithout = 0.9;

/**
 * Whether a message asks for something written down. By the rules alone: whether a thought is kept must not depend on
 * a provider. What is in doubt is a thought, which harms nobody.
 */
export function isQuestion(
  text: string,
  when: { readonly timezone: string; readonly nowMs: number },
): boolean {
  const { intent, confidence } = detectIntentLocally(text, when);
  return intent === 'query' && confidence >= (/[?？]\s*$/.test(text) ? sureWithMark : sureWithout);
}

import type { Mail } from '@ballast/integrations';
import type { CaptureRule } from '../integration/settings.ts';

/** Mail nobody meant to keep, whatever rule it meets. */
const neverKept = new Set(['DRAFT', 'SPAM', 'TRASH']);

/** Names a rule: another one begins anew. */
export function ruleKey(rule: CaptureRule): string {
  return rule.kind === 'label' ? `label:${rule.labelId}` : `address:${rule.address.toLowerCase()}`;
}

/** Whether a mail is to be kept. */
export function meets(rule: CaptureRule, mail: Mail): boolean {
  if (mail.labelIds.some((label) => neverKept.has(label))) return false;
  if (rule.kind === 'label') return mail.labelIds.includes(rule.labelId);
  return mail.recipients.includes(rule.address.toLowerCase());
}

/**
 * What to search for when the mailbox has to be read anew: all that bears the label, since whoever gave it meant it; of
 * what was sent to an address, only what came after the rule was set.
 */
export function searchFor(
  rule: CaptureRule,
  sinceMs: number,
): { readonly labelIds?: readonly string[]; readonly query?: string } {
  if (rule.kind === 'label') return { labelIds: [rule.labelId] };
  return { query: `to:${rule.address} after:${Math.floor(sinceMs / 1_000)}` };
}

import { IntegrationError } from '@ballast/integrations';
import { requireAbroad } from '../../abroad/abroad.ts';
import type { Call } from '../../context.ts';
import type { Connection } from '../integration/account.ts';
import type { CaptureRule } from '../integration/settings.ts';

/**
 * The rule with its label's id: people know a label by its name, Google by its id; either is understood.
 * @throws IntegrationError `label_not_found`: nothing would ever be kept, and the person would not know why
 */
export async function resolveRule(
  ctx: Call,
  { account, context }: Connection<'gmail'>,
  rule: CaptureRule,
): Promise<CaptureRule> {
  if (rule.kind !== 'label') return rule;
  const labels = await requireAbroad(ctx).vendors.gmail.labels(account, context);
  const named = rule.labelId.toLowerCase();
  const found =
    labels.find(({ id }) => id === rule.labelId) ?? labels.find(({ name }) => name.toLowerCase() === named);
  if (found) return { kind: 'label', labelId: found.id };
  throw new IntegrationError({
    vendor: 'gmail',
    operation: 'users.labels.list',
    code: 'dependency_refused',
    vendorCode: 'label_not_found',
    outcome: 'rejected',
    retryable: false,
  });
}

import { IntegrationError } from '../errors.ts';
import type { SlackAccount } from '../slack/client.ts';
import type { Delivery } from './delivery.ts';
import type { DeliveredMessage, PayloadOf } from './message.ts';

/** Messages are given up after three days, so none that may have arrived is older than this, in ms. */
const lookBackMs = 4 * 86_400_000;

/** Posts a message; after a doubt looks for its dedupe id in the conversation first. */
export async function postMessage(
  delivery: Delivery<PayloadOf<'slack message.post'>, SlackAccount>,
): Promise<DeliveredMessage> {
  const { vendors, payload, account, dedupeId, uncertain, context } = delivery;
  const { text, threadTs } = payload;
  const channel = await vendors.slack.resolveChannel(account, payload.channel, context);
  const message = { channel, text, threadTs, dedupeId };
  if (uncertain) {
    const sinceMs = vendors.runtime.now() - lookBackMs;
    const lookUp = await vendors.slack.findPosted(account, message, sinceMs, context);
    if (lookUp.kind === 'found') return { externalRef: `${channel}/${lookUp.ts}`, found: true };
    if (lookUp.kind === 'unsettled') throw unsettled();
  }
  const posted = await vendors.slack.post(account, message, context);
  return { externalRef: `${posted.channel}/${posted.ts}`, found: false };
}

/** Too much was said since to find out: the person decides. */
function unsettled(): IntegrationError {
  return new IntegrationError({
    vendor: 'slack',
    operation: 'conversations.history',
    code: 'dependency_answer_unusable',
    vendorCode: 'look_up_unsettled',
    outcome: 'unknown',
    retryable: false,
  });
}

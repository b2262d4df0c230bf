import type { World } from '../vendor.ts';
import type { Vendors } from '../vendors/create-vendors.ts';
import type { Delivery, Sender } from './sender.ts';

/** Who can be sent webhooks by whom. */
export const webhookVendors = ['slack', 'gmail', 'notion', 'calendar'] as const;
export type WebhookVendor = (typeof webhookVendors)[number];

/** Where each vendor's webhooks go. */
export type WebhookTargets = Readonly<Partial<Record<WebhookVendor, string>>>;

/** What the vendors sign with. */
export interface WebhookSecrets {
  readonly slackSigningSecret: string;
  readonly notionWebhookSecret: string;
  /** Stands in the query of Gmail's push URL and in Calendar's channel token. */
  readonly googlePushToken: string;
}

/** What every webhook is made with. */
export interface PostOffice {
  readonly world: World;
  readonly vendors: Vendors;
  readonly targets: WebhookTargets;
  readonly secrets: WebhookSecrets;
  readonly sender: Sender;
}

/** What a webhook came to. */
export interface WebhookReport {
  readonly deliveries: readonly Delivery[];
  /** What happened at the vendor: the ids under which it can be found there. */
  readonly subject: Readonly<Record<string, string>>;
}

/** Input that is well formed and still can't be done, in words for whoever sent it. */
export interface Problem {
  readonly problem: string;
}

/** The target of this webhook, or what is missing. */
export function targetOf(
  { targets }: PostOffice,
  vendor: WebhookVendor,
  given: string | undefined,
): { readonly target: string } | Problem {
  const target = given ?? targets[vendor];
  return target === undefined
    ? { problem: `Nowhere to send it: give "target", or start the simulator with a ${vendor} target.` }
    : { target };
}

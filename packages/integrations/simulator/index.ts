export type { FaultInput, RuleInput } from './control/fault-schema.ts';
export type { ActiveRule } from './control/faults.ts';
export type { Ending, JournalEntry, JournalFilter } from './control/journal.ts';
export { fixtures } from './fixtures.ts';
export {
  type Simulator,
  type SimulatorOptions,
  simulatedSecrets,
  startSimulator,
} from './start-simulator.ts';
export { type Vendor, type VendorId, vendorIds } from './vendor.ts';
export type {
  WebhookReport,
  WebhookSecrets,
  WebhookTargets,
  WebhookVendor,
} from './webhooks/post-office.ts';
export type { Delivery } from './webhooks/sender.ts';
export { notionSignature, slackSignature } from './webhooks/signatures.ts';
export type { WebhookInput } from './webhooks/webhook-schema.ts';

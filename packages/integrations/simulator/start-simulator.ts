import { type Runtime, systemRuntime } from '@ballast/reliability';
import { answerControl, type Controls } from './control/control-api.ts';
import { type RuleInput, rulesSchema } from './control/fault-schema.ts';
import { type ActiveRule, createFaults } from './control/faults.ts';
import { createJournal, type JournalEntry, type JournalFilter } from './control/journal.ts';
import { exchangeOne } from './exchange.ts';
import { createIds } from './ids.ts';
import { listen } from './listen.ts';
import { readRequest } from './request.ts';
import type { Vendor, VendorId, World } from './vendor.ts';
import { createVendors, type Vendors } from './vendors/create-vendors.ts';
import type { WebhookReport, WebhookSecrets, WebhookTargets } from './webhooks/post-office.ts';
import { sendWebhook } from './webhooks/send-webhook.ts';
import { createSender } from './webhooks/sender.ts';
import { type WebhookInput, webhookSchema } from './webhooks/webhook-schema.ts';
import { createHolds } from './wire/holds.ts';
import { sendWhole } from './wire/send.ts';

export interface SimulatorOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Clocks and timers of the vendors and of the faults. Default: the real ones. */
  readonly runtime?: Runtime;
  /** Of the ids the vendors give. Default 1. */
  readonly seed?: number;
  /** Whether Slack takes one message a second and channel only, as the real one does. Default false. */
  readonly slackRateLimit?: boolean;
  /** Where webhooks go that name no target of their own. */
  readonly webhookTargets?: WebhookTargets;
  /** Default: `simulatedSecrets`. */
  readonly secrets?: Partial<WebhookSecrets>;
}

/** What the vendors sign with unless told otherwise. */
export const simulatedSecrets: WebhookSecrets = {
  slackSigningSecret: 'simulated-slack-signing-secret',
  notionWebhookSecret: 'simulated-notion-webhook-secret',
  googlePushToken: 'simulated-google-push-token',
};

/** A running simulator. The methods do what `/__sim` does over HTTP. */
export interface Simulator extends AsyncDisposable {
  /** Without a trailing slash. */
  readonly url: string;
  /** Adds rules; returns those just added. Throws on a rule that makes no sense. */
  faults(rules: readonly RuleInput[]): readonly ActiveRule[];
  activeFaults(): readonly ActiveRule[];
  /** Without an id: all of them. */
  clearFaults(id?: number): void;
  /** Every request, in the order of arrival. */
  journal(filter?: JournalFilter): readonly JournalEntry[];
  /** Forgets everything that happened: vendors, faults and journal are as at the start; whoever is held is hung up on. */
  reset(): void;
  /** Lets something happen at a vendor and sends its webhook. Throws when that is impossible. */
  events(input: WebhookInput): Promise<WebhookReport>;
  /** What is at the vendors, by vendor. */
  state(): Readonly<Record<VendorId, unknown>>;
  /** A vendor's own doors: its credentials, its state. */
  vendor(id: VendorId): Vendor;
  readonly vendors: Vendors;
  /** How many callers are being kept waiting by a fault. */
  held(): number;
  close(): Promise<void>;
}

/** Starts the vendors of one world on a port of their own. Rejects when the port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const runtime = options.runtime ?? systemRuntime;
  let url = '';
  const world: World = {
    runtime,
    ids: createIds(options.seed ?? 1),
    settings: { slackRateLimit: options.slackRateLimit ?? false },
    url: () => url,
  };
  const vendors = createVendors(world);
  const faults = createFaults(runtime);
  const journal = createJournal(runtime);
  const holds = createHolds(runtime);
  const sender = createSender(runtime);
  const secrets = { ...simulatedSecrets, ...options.secrets };
  const office = { world, vendors, targets: options.webhookTargets ?? {}, secrets, sender };

  const controls: Controls = {
    faults: (rules) => faults.add(rules),
    activeFaults: () => faults.list(),
    clearFaults: (id) => faults.clear(id),
    journal: (filter) => journal.list(filter),
    reset: () => {
      holds.release();
      faults.clear();
      journal.reset();
      world.ids.reset();
      for (const vendor of vendors.all) vendor.reset();
    },
    events: (input) => sendWebhook(office, webhookSchema.parse(input)),
    state: () => Object.fromEntries(vendors.all.map((vendor) => [vendor.id, vendor.state()])),
  };

  const listening = await listen(
    options.host ?? '127.0.0.1',
    options.port ?? 0,
    async (message, response) => {
      if (!message.url?.startsWith('/__sim')) {
        return exchangeOne({ world, vendors: vendors.all, faults, journal, holds }, message, response);
      }
      await sendWhole(response, await answerControl(controls, await readRequest(message)));
    },
  );
  url = listening.url;

  const close = async () => {
    holds.release();
    sender.close();
    await listening.close();
  };
  return {
    url,
    vendors,
    faults: (rules) => faults.add(rulesSchema.parse(rules)),
    activeFaults: controls.activeFaults,
    clearFaults: controls.clearFaults,
    journal: controls.journal,
    reset: controls.reset,
    events: async (input) => {
      const sent = await sendWebhook(office, webhookSchema.parse(input));
      if ('problem' in sent) throw new Error(sent.problem);
      return sent;
    },
    state: () => controls.state() as Readonly<Record<VendorId, unknown>>,
    vendor: (id) => {
      const found = vendors.all.find((vendor) => vendor.id === id);
      if (found === undefined) throw new Error(`There is no vendor ${id}.`);
      return found;
    },
    held: () => holds.count(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

import { z } from 'zod';

/** The simulated vendors, in the order they are shown. */
export const demoVendors = ['openai', 'anthropic', 'slack', 'notion', 'gmail', 'calendar'] as const;
export type DemoVendor = (typeof demoVendors)[number];

/** What can be made to happen to one. */
export const demoSituations = ['down', 'hanging', 'flaky', 'limited'] as const;
export type DemoSituation = (typeof demoSituations)[number];

/** A vendor's switch, as it is set. */
export interface DemoSwitch {
  readonly vendor: DemoVendor;
  /** Null while nothing is wrong with it. */
  readonly situation: DemoSituation | null;
}

export const demoSwitchSchema = z.strictObject({
  vendor: z.enum(demoVendors),
  situation: z.enum(demoSituations).nullable(),
});

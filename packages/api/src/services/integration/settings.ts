import { categories } from '@ballast/integrations';
import { z } from 'zod';
import type { ConnectedVendor } from './vendors.ts';

const slackId = (letters: string, what: string) =>
  z.string().regex(new RegExp(`^[${letters}][A-Z0-9]{7,}$`), { error: `This is not ${what}.` });

/** Which mail is captured: what bears a label (its name, or its id at Google), or what is sent to an address. */
export const captureRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('label'), labelId: z.string().trim().min(1).max(100) }),
  z.strictObject({ kind: z.literal('address'), address: z.email({ error: 'This is not an address.' }) }),
]);
export type CaptureRule = z.infer<typeof captureRuleSchema>;

/** What a person decides about each connection. Nothing here is secret. */
export const settingsSchemas = {
  slack: z.object({
    /** Whose messages are captured and who gets direct messages; null: everybody's in the workspace. */
    userId: slackId('UW', 'the id of a person, such as U0123ABCD').nullable().default(null),
    /** Where messages are captured; empty: wherever the app was invited. */
    channels: z.array(slackId('CDG', 'the id of a channel, such as C0123ABCD')).max(50).default([]),
    /** Whether each captured message is answered in its thread. */
    receipts: z.boolean().default(true),
  }),
  notion: z.object({
    /** The page under which the categories' databases stand. */
    parentPageId: z.string().max(64).nullable().default(null),
    dataSources: z.partialRecord(z.enum(categories), z.string()).default({}),
  }),
  gmail: z.object({ capture: captureRuleSchema.nullable().default(null) }),
  google_calendar: z.object({ calendarId: z.string().max(300).nullable().default(null) }),
} as const satisfies Record<ConnectedVendor, z.ZodType>;

export type SettingsOf<V extends ConnectedVendor> = z.output<(typeof settingsSchemas)[V]>;

/** A connection's settings, completed with defaults; what an older version wrote and nobody knows is dropped. */
export function settingsOf<V extends ConnectedVendor>(vendor: V, stored: unknown): SettingsOf<V> {
  const schema: z.ZodType = settingsSchemas[vendor];
  const parsed = schema.safeParse(stored);
  return (parsed.success ? parsed.data : schema.parse({})) as SettingsOf<V>;
}

import * as z from 'zod';
import { deliveryPlan } from './delivery-plan.ts';

const somewhere = {
  vendor: z.literal('notion'),
  /** The workspace. Absent: the one a token belongs to that names none. */
  workspace: z
    .string()
    .regex(/^W[A-Z0-9]{7,}$/)
    .optional(),
  ...deliveryPlan,
};
const properties = z.record(z.string(), z.json());

export const notionWebhookSchema = z.discriminatedUnion('kind', [
  /** A person edits a page. `inTrash` puts it into the trash or takes it out. */
  z.strictObject({
    kind: z.literal('edit'),
    ...somewhere,
    pageId: z.string(),
    properties: properties.default({}),
    inTrash: z.boolean().optional(),
  }),
  /** A person adds a page to a data source. */
  z.strictObject({ kind: z.literal('create'), ...somewhere, dataSourceId: z.string(), properties }),
  /** An event alone, about a page as it stands. */
  z.strictObject({
    kind: z.literal('event'),
    ...somewhere,
    pageId: z.string(),
    type: z
      .string()
      .regex(/^[a-z_]+\.[a-z_]+$/)
      .default('page.properties_updated'),
  }),
  /** What Notion sends first, unsigned: the token it will sign with. */
  z.strictObject({ kind: z.literal('verification'), ...somewhere }),
]);

export type NotionWebhook = z.output<typeof notionWebhookSchema>;

import * as z from 'zod';

export const selfSchema = z.object({
  id: z.string(),
  bot: z.object({ workspace_id: z.string().optional(), workspace_name: z.string().nullish() }).optional(),
});

const plainSchema = z.array(z.object({ plain_text: z.string() }));

/** A property's value, of the types we write. What a person put in its place is passed over. */
const valueSchema = z.union([
  z.object({ type: z.literal('title'), title: plainSchema }),
  z.object({ type: z.literal('rich_text'), rich_text: plainSchema }),
  z.object({ type: z.literal('select'), select: z.object({ name: z.string() }).nullable() }),
  z.object({ type: z.literal('status'), status: z.object({ name: z.string() }).nullable() }),
  z.object({ type: z.literal('date'), date: z.object({ start: z.string() }).nullable() }),
  z.object({ type: z.string() }).transform(() => ({ type: 'other' as const })),
]);

export const pageSchema = z.object({
  id: z.string(),
  url: z.string().optional(),
  in_trash: z.boolean().optional(),
  archived: z.boolean().optional(),
  created_time: z.string().optional(),
  last_edited_time: z.string().optional(),
  last_edited_by: z.object({ id: z.string() }).optional(),
  parent: z.object({ data_source_id: z.string().optional() }).optional(),
  properties: z.record(z.string(), valueSchema),
});

export const pagesSchema = z.object({
  results: z.array(pageSchema),
  has_more: z.boolean(),
  next_cursor: z.string().nullable(),
});

export const dataSourceSchema = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.object({ id: z.string(), type: z.string() })),
});

export const databaseSchema = z.object({ data_sources: z.array(z.object({ id: z.string() })) });

export const foundSchema = z.object({
  results: z.array(z.object({ id: z.string(), title: plainSchema.optional().catch(undefined) })),
});

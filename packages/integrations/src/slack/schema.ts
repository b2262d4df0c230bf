import * as z from 'zod';

/** The parts of Slack's answers that are read. */
export const authTestSchema = z.object({
  team_id: z.string(),
  team: z.string().optional(),
  user_id: z.string(),
  bot_id: z.string().optional(),
});

export const openSchema = z.object({ channel: z.object({ id: z.string() }) });

export const postSchema = z.object({ channel: z.string(), ts: z.string() });

const cursorSchema = z.object({ next_cursor: z.string().optional() }).optional();

export const channelsSchema = z.object({
  channels: z.array(z.object({ id: z.string(), name: z.string().optional() })),
  response_metadata: cursorSchema,
});

export const messagesSchema = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) })
        .optional()
        .catch(undefined),
    }),
  ),
  has_more: z.boolean().optional(),
  response_metadata: cursorSchema,
});

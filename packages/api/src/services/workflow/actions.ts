import { z } from 'zod';
import { categorySchema, personText, recordStatusSchema } from '../../schemas.ts';

/** A text that may hold templates. */
const text = (what: string, maxLength: number) => personText(what, maxLength);
/** A time, or a template that becomes one: an ISO instant, `2026-12-01`, `+3d`. */
const when = text('The time', 200);
const recordId = text('The record', 200);
const fields = z.record(z.string().max(60), z.union([z.string().max(2_000), z.null()]));

/** What a workflow can do, and with what. Texts may hold templates such as `{{item.title}}`. */
export const workflowActionSchema = z.discriminatedUnion(
  'type',
  [
    z.strictObject({
      type: z.literal('update_record'),
      params: z
        .strictObject({
          /** The item's own when absent. */
          recordId: recordId.optional(),
          title: text('The title', 500).optional(),
          status: recordStatusSchema.optional(),
          dueAt: when.nullable().optional(),
          fields: fields.optional(),
        })
        .refine(
          ({ recordId: _id, ...change }) => Object.values(change).some((value) => value !== undefined),
          {
            error: 'Say what is to change: title, status, dueAt or fields.',
          },
        ),
    }),
    z.strictObject({
      type: z.literal('archive_record'),
      params: z.strictObject({ recordId: recordId.optional() }).default({}),
    }),
    z.strictObject({
      type: z.literal('create_record'),
      params: z.strictObject({
        category: categorySchema,
        title: text('The title', 500),
        dueAt: when.optional(),
        fields: fields.optional(),
      }),
    }),
    z.strictObject({
      type: z.literal('create_task'),
      params: z.strictObject({ title: text('The title', 500), dueAt: when.optional() }),
    }),
    z.strictObject({
      type: z.literal('slack_message'),
      params: z.strictObject({
        text: text('The message', 3_000),
        /** To the person themselves when absent. */
        channel: text('The channel', 80).optional(),
      }),
    }),
    z.strictObject({
      type: z.literal('notion_page'),
      params: z.strictObject({
        title: text('The title', 500),
        content: text('The content', 10_000).optional(),
      }),
    }),
    z.strictObject({
      type: z.literal('calendar_event'),
      params: z.strictObject({
        title: text('The title', 500),
        startsAt: when,
        durationMinutes: z
          .int()
          .min(5)
          .max(14 * 1440)
          .optional(),
        description: text('The description', 5_000).optional(),
      }),
    }),
    z.strictObject({
      type: z.literal('email_draft'),
      params: z.strictObject({
        to: text('The recipient', 320),
        subject: text('The subject', 500),
        body: text('The body', 20_000),
      }),
    }),
  ],
  {
    error:
      'type: choose update_record, archive_record, create_record, create_task, slack_message, notion_page, calendar_event or email_draft.',
  },
);
export type WorkflowAction = z.infer<typeof workflowActionSchema>;

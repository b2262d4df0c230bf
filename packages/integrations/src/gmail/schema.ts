import * as z from 'zod';

/** Google writes these as text, most of the time. */
const historyId = z.union([z.string(), z.number()]).transform(String);

export const profileSchema = z.object({ emailAddress: z.string(), historyId });

export const watchSchema = z.object({ historyId, expiration: z.coerce.number() });

export const labelsSchema = z.object({
  labels: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
});

const referenceSchema = z.object({
  id: z.string(),
  threadId: z.string().optional(),
  labelIds: z.array(z.string()).default([]),
});

export const historySchema = z.object({
  history: z
    .array(
      z.object({
        messagesAdded: z.array(z.object({ message: referenceSchema })).default([]),
        labelsAdded: z.array(z.object({ message: referenceSchema })).default([]),
      }),
    )
    .default([]),
  historyId,
  nextPageToken: z.string().optional(),
});

export const messagesSchema = z.object({
  messages: z.array(referenceSchema).default([]),
  nextPageToken: z.string().optional(),
});

const headerSchema = z.object({ name: z.string(), value: z.string() });

/** A message's part, as deep as it goes. */
export interface MailPart {
  readonly mimeType?: string | undefined;
  readonly filename?: string | undefined;
  readonly headers?: readonly { readonly name: string; readonly value: string }[] | undefined;
  readonly body?: { readonly data?: string | undefined } | undefined;
  readonly parts?: readonly MailPart[] | undefined;
}

const partSchema: z.ZodType<MailPart> = z.object({
  mimeType: z.string().optional(),
  filename: z.string().optional(),
  headers: z.array(headerSchema).optional(),
  body: z.object({ data: z.string().optional() }).optional(),
  get parts() {
    return z.array(partSchema).optional();
  },
});

export const messageSchema = z.object({
  id: z.string(),
  threadId: z.string(),
  labelIds: z.array(z.string()).default([]),
  internalDate: z.coerce.number().optional(),
  payload: partSchema.optional(),
});

export const draftSchema = z.object({
  id: z.string(),
  message: z.object({ id: z.string(), payload: partSchema.optional() }),
});

export const draftsSchema = z.object({
  drafts: z.array(z.object({ id: z.string() })).default([]),
});

/** What our own code answers in place of a refusal that is an answer. */
export const goneSchema = z.strictObject({ gone: z.literal(true) });
export const doneSchema = z.strictObject({});

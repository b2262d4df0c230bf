import * as z from 'zod';

const timeSchema = z.object({
  date: z.string().optional(),
  dateTime: z.string().optional(),
  timeZone: z.string().optional(),
});

/** The part of an event that is read. A deleted one has little left. */
export const eventSchema = z.object({
  id: z.string(),
  status: z.string().optional(),
  etag: z.string().optional(),
  summary: z.string().optional(),
  description: z.string().optional(),
  updated: z.string().optional(),
  htmlLink: z.string().optional(),
  start: timeSchema.optional(),
  end: timeSchema.optional(),
});

export const eventsSchema = z.object({
  items: z.array(eventSchema).default([]),
  nextPageToken: z.string().optional(),
  nextSyncToken: z.string().optional(),
});

export const channelSchema = z.object({
  id: z.string(),
  resourceId: z.string(),
  expiration: z.coerce.number().optional(),
});

/** Google's own number of a calendar and its zone. */
export const calendarSchema = z.object({
  id: z.string(),
  summary: z.string().optional(),
  timeZone: z.string().optional(),
});

/** What our own code answers in place of a refusal that is an answer. */
export const missingSchema = z.strictObject({ missing: z.literal(true) });
export const changedSchema = z.strictObject({ changed: z.literal(true) });
export const doneSchema = z.strictObject({});

import * as z from 'zod';

const instant = z.iso.datetime({ offset: true });
const id = z.string().min(1).max(200);
const oneLine = z.string().trim().min(1).max(998);

/** What each operation takes. Fields beyond these are not sent. */
export const payloadSchemas = {
  'slack message.post': z.object({
    text: z.string().min(1).max(40_000),
    /** An id, a person's id or `#name`; null: to the person themselves. */
    channel: z.string().trim().min(1).nullable(),
    threadTs: z.string().nullish(),
  }),
  'notion page.create': z.object({
    title: z.string().max(2_000),
    /** The page's body. */
    content: z.string().nullable(),
    recordId: z.string().nullish(),
    /** Null: the account's own. */
    dataSourceId: z.string().nullish(),
    /** What the page is known by; null: the message's dedupe id. */
    externalId: id.nullish(),
    notes: z.string().nullish(),
    status: z.string().max(100).nullish(),
    due: z.string().nullish(),
  }),
  'notion page.update': z.object({
    pageId: id,
    title: z.string().max(2_000).optional(),
    notes: z.string().nullish(),
    status: z.string().max(100).nullish(),
    due: z.string().nullish(),
    inTrash: z.boolean().optional(),
  }),
  'google_calendar event.put': z.object({
    title: z.string().max(1_000),
    startsAt: instant.or(z.iso.date()),
    endsAt: instant.or(z.iso.date()),
    allDay: z.boolean(),
    timezone: z.string(),
    description: z.string().nullish(),
    /** What the event stands for, where it follows something that changes; null: this message alone. */
    itemId: id.nullish(),
  }),
  'google_calendar event.delete': z.object({ itemId: id }),
  'gmail draft.create': z.object({ to: oneLine, subject: oneLine, body: z.string().max(100_000) }),
} as const;

/** A vendor and an operation, as in `slack message.post`. */
export type OutboxKind = keyof typeof payloadSchemas;
export type PayloadOf<K extends OutboxKind> = z.output<(typeof payloadSchemas)[K]>;

/** One side effect abroad. */
export interface OutboxMessage {
  /** `slack`, `notion`, `google_calendar` or `gmail`. */
  readonly vendor: string;
  /** `message.post`, `page.create`, `page.update`, `event.put`, `event.delete` or `draft.create`. */
  readonly operation: string;
  readonly payload: unknown;
  /** The same at every attempt: what the vendor can recognise a repeat by. */
  readonly dedupeId: string;
  /** True when an earlier attempt may have arrived. */
  readonly uncertain: boolean;
}

/** What became of a message that is there now. */
export interface DeliveredMessage {
  /** The vendor's own name for it; null where it has none. */
  readonly externalRef: string | null;
  /** True when it was there already, from an earlier attempt. */
  readonly found: boolean;
}

import { z } from 'zod';

/** How far a calendar was read, as `Integration.cursors` has it. */
const cursorSchema = z.object({
  /** Google's own; null: everything is to be read. */
  syncToken: z.string().nullish(),
  /** Which calendar it is of: another one begins anew. */
  calendarId: z.string().nullish(),
  /** The push channel that is open. */
  channel: z.object({ id: z.string(), resourceId: z.string(), expiresAtMs: z.number().nullable() }).nullish(),
});
export type CalendarCursor = z.infer<typeof cursorSchema>;

/** What an older version wrote and nobody knows is as good as nothing: the calendar is read anew. */
export function calendarCursorOf(stored: unknown): CalendarCursor {
  return cursorSchema.safeParse(stored).data ?? {};
}

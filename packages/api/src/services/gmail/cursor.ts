import { z } from 'zod';

/** How far a mailbox was read, as `Integration.cursors` has it. */
const cursorSchema = z.object({
  /** Everything up to here was dealt with; absent: nothing was yet. */
  historyId: z.string().nullish(),
  /** By which rule. */
  rule: z.string().nullish(),
  /** Since when that rule holds, in epoch ms. */
  ruleSinceMs: z.number().optional(),
  /** Until when Google tells of news, in epoch ms, and to which topic. */
  watchUntilMs: z.number().optional(),
  watchTopic: z.string().optional(),
});
export type GmailCursor = z.infer<typeof cursorSchema>;

/** What an older version wrote and nobody knows is as good as nothing: the mailbox is read anew. */
export function gmailCursorOf(stored: unknown): GmailCursor {
  return cursorSchema.safeParse(stored).data ?? {};
}

import type { IntegrationRow } from '@ballast/db';
import type { Call } from '../../context.ts';
import type { Connection } from '../integration/account.ts';
import { checkConnection } from '../integration/check-connection.ts';
import { enqueueMissing } from '../record-link/enqueue-missing.ts';

const dayMs = 86_400_000;

/** Looks after a calendar: what is dated and has no event gets one. */
export async function syncCalendar(
  ctx: Call,
  row: IntegrationRow,
  connection: Connection<'google_calendar'>,
): Promise<void> {
  await checkConnection(ctx, 'google_calendar', connection);
  // What was due before the calendar was connected is past: nobody wants to see it there now.
  const dueFrom = new Date(ctx.runtime.now() - dayMs);
  await enqueueMissing(ctx, row, 'google_calendar', { deadline: ctx.deadline, dueFrom });
}

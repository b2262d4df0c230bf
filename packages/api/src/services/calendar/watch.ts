import type { IntegrationRow } from '@ballast/db';
import { channelToken } from '@ballast/integrations';
import { requireAbroad } from '../../abroad/abroad.ts';
import type { Call } from '../../context.ts';
import type { Connection } from '../integration/account.ts';
import { keepCursor } from '../integration/keep-cursor.ts';
import { channelIdOf } from './channel-id.ts';
import type { CalendarCursor } from './cursor.ts';

/** A channel is replaced this long before it ends, in ms. */
const renewBeforeMs = 86_400_000;

/**
 * Has Google tell of changes by a channel, and replaces it before it ends: the new one is open before the old one is
 * closed. Google only pushes to an https:// address; without one the calendar is read every few minutes.
 */
export async function watchCalendar(
  ctx: Call,
  row: IntegrationRow,
  { account, context }: Connection<'google_calendar'>,
  { channel }: CalendarCursor,
): Promise<void> {
  const { vendors, settings } = requireAbroad(ctx);
  const { appUrl, googlePushToken } = settings;
  if (googlePushToken === undefined || !appUrl.startsWith('https:')) return;
  const endsMs = channel?.expiresAtMs ?? 0;
  if (endsMs - renewBeforeMs > ctx.runtime.now()) return;
  const id = channelIdOf(row.id, ctx.runtime.uuid());
  const address = `${appUrl}/api/webhooks/google-calendar`;
  const opened = await vendors.calendar.watch(
    account,
    { id, address, token: channelToken(googlePushToken, id) },
    context,
  );
  await keepCursor(ctx, row, { channel: opened });
  if (channel) await vendors.calendar.stop(account, channel, context);
}

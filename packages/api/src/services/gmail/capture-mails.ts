import type { IntegrationRow } from '@ballast/db';
import { isIntegrationError, type Mail } from '@ballast/integrations';
import { requireAbroad } from '../../abroad/abroad.ts';
import type { Call } from '../../context.ts';
import { createCapture } from '../capture/create.ts';
import type { Connection } from '../integration/account.ts';
import type { CaptureRule } from '../integration/settings.ts';
import { meets } from './rule.ts';
import { thoughtOf } from './thought-of.ts';

/** New mails read in one run; the rest is for the next. */
const mostAtOnce = 200;

/** A mailbox being read. */
export interface Mailbox {
  readonly ctx: Call;
  readonly row: IntegrationRow;
  readonly connection: Connection<'gmail'>;
  readonly rule: CaptureRule;
}

/**
 * Keeps those of the named mails that meet the rule, each in a transaction of its own: a mail is one thought, however
 * often it is named, since its own id is the thought's (`externalId`). One that cannot be read does not stop the
 * others; its failure is thrown in the end, so that it is not passed over. Returns whether some are left.
 */
export async function captureMails(box: Mailbox, named: readonly string[]): Promise<'done' | 'more'> {
  const fresh = await notKept(box, [...new Set(named)]);
  let failure: unknown;
  for (const id of fresh.slice(0, mostAtOnce)) {
    try {
      await captureOne(box, id);
    } catch (error) {
      if (!isIntegrationError(error) || error.retryable || error.code === 'reconnect_needed') throw error;
      failure ??= error;
    }
  }
  if (failure !== undefined) throw failure;
  return fresh.length > mostAtOnce ? 'more' : 'done';
}

async function captureOne({ ctx, row, connection, rule }: Mailbox, id: string): Promise<void> {
  const { vendors } = requireAbroad(ctx);
  const mail: Mail | undefined = await vendors.gmail.get(connection.account, id, connection.context);
  if (!mail || !meets(rule, mail)) return;
  const { ownerId } = row;
  const principal = { kind: 'user', scope: ownerId, ownerId } as const;
  await ctx.database.transaction({ deadline: ctx.deadline, name: 'gmail.capture' }, async (tx) => {
    const input = { text: thoughtOf(mail), source: 'gmail', externalId: externalIdOf(row, id) };
    await createCapture({ ctx: { ...ctx, principal, tx }, input });
    await ctx.faults.hit('gmail.before-capture-commit');
  });
  await ctx.faults.hit('gmail.after-capture');
}

/** Those that are no thoughts yet. */
async function notKept({ ctx, row }: Mailbox, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const kept = await ctx.database.read({ deadline: ctx.deadline, name: 'gmail.kept' }, ({ kysely }) =>
    kysely
      .selectFrom('InboxEntry')
      .select('externalId')
      .where('ownerId', '=', row.ownerId)
      .where('source', '=', 'gmail')
      .where((eb) => eb('externalId', '=', eb.fn.any(eb.val(ids.map((id) => externalIdOf(row, id))))))
      .execute(),
  );
  const known = new Set(kept.map(({ externalId }) => externalId));
  return ids.filter((id) => !known.has(externalIdOf(row, id)));
}

/** A message's id is its mailbox's own. */
function externalIdOf({ accountRef }: IntegrationRow, id: string): string {
  return `${accountRef ?? ''}/${id}`;
}

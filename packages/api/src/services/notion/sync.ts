import type { IntegrationRow } from '@ballast/db';
import { categories } from '@ballast/integrations';
import type { Call } from '../../context.ts';
import type { Category } from '../../schemas.ts';
import type { Connection } from '../integration/account.ts';
import { keepCursor } from '../integration/keep-cursor.ts';
import { enqueueMissing } from '../record-link/enqueue-missing.ts';
import type { Using } from '../record-link/mirror.ts';
import { takeEdit } from '../record-link/take-edit.ts';
import { usingOf } from '../record-link/using.ts';
import { cursorsOf, type NotionCursors } from './cursors.ts';
import { copyOf } from './mirror.ts';

/** One database, or its trash, being read. */
interface Reading {
  readonly ctx: Call;
  readonly row: IntegrationRow;
  readonly using: Using<'notion'>;
  readonly category: Category;
  readonly dataSourceId: string;
  readonly inTrash: boolean;
}

/**
 * Looks after a connection of Notion: takes what was edited there since the last time, and has every record copied
 * that has no page. Whatever a webhook did not tell is found here.
 */
export async function syncNotion(
  ctx: Call,
  row: IntegrationRow,
  _connection: Connection<'notion'>,
): Promise<void> {
  const using = await usingOf(ctx, row, 'notion', ctx.deadline);
  const cursors: NotionCursors = { ...cursorsOf(row) };
  for (const category of categories) {
    const dataSourceId = using.settings.dataSources[category];
    if (dataSourceId === undefined) continue;
    for (const inTrash of [false, true]) {
      await readChanges({ ctx, row, using, category, dataSourceId, inTrash }, cursors);
    }
  }
  await enqueueMissing(ctx, row, 'notion', { deadline: ctx.deadline });
}

/** The cursor moves on behind what was taken, batch by batch: one that failed is read again, which changes nothing. */
async function readChanges(reading: Reading, cursors: NotionCursors): Promise<void> {
  const { ctx, row, using, category, dataSourceId, inTrash } = reading;
  const { vendors, account, context, timezone } = using;
  const key = inTrash ? `${dataSourceId}/trash` : dataSourceId;
  const since = cursors[key] ?? null;
  let cursor: string | null = null;
  do {
    const from = { dataSourceId, since, cursor, inTrash };
    const batch: Awaited<ReturnType<typeof vendors.notion.changes>> = await vendors.notion.changes(
      account,
      from,
      context,
    );
    for (const page of batch.pages) {
      const edit = { integration: row, vendor: 'notion', timezone, deadline: ctx.deadline } as const;
      await takeEdit(ctx, edit, copyOf(page, category));
    }
    const last = batch.pages.at(-1)?.editedAt;
    if (last && last !== cursors[key]) {
      cursors[key] = last;
      await keepCursor(ctx, row, { pages: cursors });
    }
    cursor = batch.cursor;
  } while (cursor !== null);
}

import type { Selectable } from 'kysely';
import type { DB } from './generated/kysely.ts';

/** A row of a table as it is read. */
export type Row<Table extends keyof DB> = Selectable<DB[Table]>;

export type DigestRow = Row<'Digest'>;
export type InboxEntryRow = Row<'InboxEntry'>;
export type RecordRow = Row<'Record'>;

import type { IntegrationRow } from '@ballast/db';
import { z } from 'zod';

const schema = z.object({ pages: z.record(z.string(), z.string()).default({}) });

/** Up to when each data source was read, ISO instants of Notion's clock: `<id>` and, for its trash, `<id>/trash`. */
export type NotionCursors = z.output<typeof schema>['pages'];

/** The cursors of a connection; none of what an older version wrote is guessed at. */
export function cursorsOf({ cursors }: Pick<IntegrationRow, 'cursors'>): NotionCursors {
  const parsed = schema.safeParse(cursors);
  return parsed.success ? parsed.data.pages : {};
}

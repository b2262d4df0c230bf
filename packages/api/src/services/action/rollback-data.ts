import type { RecordRow, RelationshipRow } from '@ballast/db';

/** What it takes to put the data back as it was; times become ISO 8601 strings when it is stored. */
export type RollbackData =
  | { readonly kind: 'create'; readonly recordId: string; readonly version: number }
  | {
      readonly kind: 'update';
      readonly recordId: string;
      /** The record's version after the action: any other one means that somebody changed it since. */
      readonly version: number;
      readonly before: Pick<RecordRow, 'title' | 'fields' | 'status' | 'dueAllDay'> & {
        readonly dueAt: string | null;
        readonly archivedAt: string | null;
        readonly snoozedUntil: string | null;
      };
    }
  | {
      readonly kind: 'delete';
      readonly record: Omit<RecordRow, 'searchVector'>;
      /** The thoughts that it came from. */
      readonly entryIds: readonly string[];
      readonly relationships: readonly RelationshipRow[];
    }
  | { readonly kind: 'link'; readonly relationshipId: string; readonly before: RelationshipRow | null }
  | { readonly kind: 'sent'; readonly messageId: string; readonly vendor: string };

import { useMemo } from 'react';
import { toast } from 'sonner';
import { type FiledRecord, trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { dueWords } from '../../ui/dates.ts';
import { noticeOf } from '../../ui/notice.ts';
import { useViewer } from '../account/viewer.ts';
import type { Filter } from './filters.ts';
import { changesOf, draftOf, type RecordChanges } from './record-changes.ts';
import { listInput, withRecord } from './records-cache.ts';

/** What a person does with a record. */
export interface RecordActions {
  /** Done, or open again. One that recurs goes on with its next date. */
  toggleDone(record: FiledRecord): void;
  archive(record: FiledRecord): void;
  restore(record: FiledRecord): void;
  /** Out of sight until then, epoch ms. */
  snooze(record: FiledRecord, untilMs: number): void;
  /** Back now. */
  wake(record: FiledRecord): void;
  /** Saves an edit made on this version of the record. Throws what the server said, for the editor to show. */
  save(record: FiledRecord, changes: RecordChanges): Promise<void>;
  /** Makes one edit on this version of the record, says so, and offers to take it back. Never rejects. */
  edit(record: FiledRecord, changes: RecordChanges, said: string): Promise<void>;
}

/** The actions on records shown in one view: at once on the page, with a way back where something leaves the view. */
export function useRecordActions(filter: Filter['value']): RecordActions {
  const utils = trpc.useUtils();
  const { timezone } = useViewer();
  const update = trpc.record.update.useMutation().mutateAsync;
  const archive = trpc.record.archive.useMutation().mutateAsync;
  const restore = trpc.record.restore.useMutation().mutateAsync;
  const snooze = trpc.record.snooze.useMutation().mutateAsync;

  return useMemo(() => {
    const refresh = () => {
      void utils.record.invalidate();
      void utils.relationship.invalidate();
      void utils.search.invalidate();
    };
    const complain = (error: unknown) => void toast.error(`Nothing was changed. ${explain(error)}`);
    /** Takes the record out of the view, does the work, and offers to take it back. */
    const leave = async (
      record: FiledRecord,
      work: () => Promise<{ record: FiledRecord }>,
      undo: () => Promise<unknown>,
      say: (changed: FiledRecord) => string,
    ) => {
      const input = listInput(record.category, filter);
      await utils.record.list.cancel();
      utils.record.list.setInfiniteData(input, (data) => withRecord(data, record.id, () => null));
      try {
        const { record: changed } = await work();
        const takeBack = () => void undo().catch(complain).finally(refresh);
        noticeOf(`record-${record.id}`, say(changed), takeBack);
      } catch (error) {
        complain(error);
      }
      refresh();
    };
    const when = (instant: string) =>
      dueWords({ dueAt: instant, dueAllDay: false }, Date.now(), timezone).label;
    /** Brings an open record to where it stood before. */
    const standAs = async ({ id, status, snoozedUntil }: FiledRecord) => {
      if (status === 'done') await update({ id, status });
      if (status === 'snoozed') await snooze({ id, until: snoozedUntil });
    };
    /** A record that recurs went on to its next date: that one is taken back as well. */
    const reopen = ({ id, dueAt, dueAllDay, recurrence, category, fields }: FiledRecord) => {
      if (recurrence === null) return update({ id, status: 'open' });
      const day = fields['dueDate'];
      const before = { recurrence, ...(category === 'admin' ? { dueDate: textOrNull(day) } : {}) };
      return update({ id, status: 'open', dueAt, dueAllDay, fields: before });
    };
    /** Changes this version of the record, and shows what it is now wherever it is seen. */
    const change = async (record: FiledRecord, changes: RecordChanges) => {
      const { record: saved } = await update({ id: record.id, expectedVersion: record.version, ...changes });
      utils.record.list.setInfiniteData(listInput(record.category, filter), (data) =>
        withRecord(data, saved.id, () => saved),
      );
      utils.record.get.setData({ id: saved.id }, (shown) => shown && { ...shown, record: saved });
      return saved;
    };
    return {
      toggleDone: (record) => {
        const { id } = record;
        const isDone = record.status === 'done';
        void leave(
          record,
          () => update({ id, status: isDone ? 'open' : 'done' }),
          () => (isDone ? update({ id, status: 'done' }) : reopen(record).then(() => standAs(record))),
          ({ status, dueAt }) =>
            status === 'done'
              ? 'Done'
              : isDone || dueAt === null
                ? 'Open again'
                : `Done. Next: ${when(dueAt)}`,
        );
      },
      archive: (record) => {
        const { id } = record;
        const undo = () => restore({ id }).then(() => standAs(record));
        void leave(
          record,
          () => archive({ id }),
          undo,
          () => 'Archived',
        );
      },
      restore: (record) => {
        const { id } = record;
        void leave(
          record,
          () => restore({ id }),
          () => archive({ id }),
          () => 'Restored',
        );
      },
      snooze: (record, untilMs) => {
        const { id } = record;
        const until = new Date(untilMs).toISOString();
        const undo = () => snooze({ id, until: record.status === 'snoozed' ? record.snoozedUntil : null });
        void leave(
          record,
          () => snooze({ id, until }),
          undo,
          () => `Snoozed until ${when(until)}`,
        );
      },
      wake: (record) => {
        const { id, snoozedUntil } = record;
        void leave(
          record,
          () => snooze({ id, until: null }),
          () => snooze({ id, until: snoozedUntil }),
          () => 'Back',
        );
      },
      save: async (record, changes) => {
        await change(record, changes);
        refresh();
      },
      edit: async (record, changes, said) => {
        try {
          const saved = await change(record, changes);
          const before = changesOf(saved, draftOf(record, timezone), timezone) ?? {};
          const takeBack = () =>
            void update({ id: record.id, ...before })
              .catch(complain)
              .finally(refresh);
          noticeOf(`record-${record.id}`, said, takeBack);
        } catch (error) {
          complain(error);
        }
        refresh();
      },
    };
  }, [utils, timezone, update, archive, restore, snooze, filter]);
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

import { useMemo } from 'react';
import { toast } from 'sonner';
import { type FiledRecord, trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import type { Filter } from './filters.ts';
import type { RecordChanges } from './record-changes.ts';
import { listInput, withRecord } from './records-cache.ts';

/** What a person does with a record of a list. */
export interface RecordActions {
  /** Done, or open again. */
  toggleDone(record: FiledRecord): void;
  archive(record: FiledRecord): void;
  restore(record: FiledRecord): void;
  /** Saves an edit. Throws what the server said, for the editor to show. */
  save(record: FiledRecord, changes: RecordChanges): Promise<void>;
}

/** The actions on records shown in one view: at once on the page, with a way back where something leaves the view. */
export function useRecordActions(filter: Filter['value']): RecordActions {
  const utils = trpc.useUtils();
  const update = trpc.record.update.useMutation().mutateAsync;
  const archive = trpc.record.archive.useMutation().mutateAsync;
  const restore = trpc.record.restore.useMutation().mutateAsync;

  return useMemo(() => {
    /** Takes the record out of the view, does the work, and offers to take it back. */
    const leave = async (
      record: FiledRecord,
      said: string,
      work: () => Promise<unknown>,
      undo: () => Promise<unknown>,
    ) => {
      const input = listInput(record.category, filter);
      await utils.record.list.cancel();
      utils.record.list.setInfiniteData(input, (data) => withRecord(data, record.id, () => null));
      try {
        await work();
        const takeBack = () => void undo().catch(complain).finally(refresh);
        toast(said, { id: `record-${record.id}`, action: { label: 'Undo', onClick: takeBack } });
      } catch (error) {
        complain(error);
      }
      refresh();
    };
    const refresh = () => void utils.record.invalidate();
    const complain = (error: unknown) => void toast.error(`Nothing was changed. ${explain(error)}`);
    const setStatus = (id: string, status: 'open' | 'done') => () => update({ id, status });
    return {
      toggleDone: (record) => {
        const [next, back] =
          record.status === 'done' ? (['open', 'done'] as const) : (['done', 'open'] as const);
        const said = next === 'done' ? 'Done' : 'Open again';
        void leave(record, said, setStatus(record.id, next), setStatus(record.id, back));
      },
      archive: (record) => {
        const { id } = record;
        void leave(
          record,
          'Archived',
          () => archive({ id }),
          () => restore({ id }),
        );
      },
      restore: (record) => {
        const { id } = record;
        void leave(
          record,
          'Restored',
          () => restore({ id }),
          () => archive({ id }),
        );
      },
      save: async (record, changes) => {
        const { record: saved } = await update({
          id: record.id,
          expectedVersion: record.version,
          ...changes,
        });
        utils.record.list.setInfiniteData(listInput(record.category, filter), (data) =>
          withRecord(data, saved.id, () => saved),
        );
        refresh();
      },
    };
  }, [utils, update, archive, restore, filter]);
}

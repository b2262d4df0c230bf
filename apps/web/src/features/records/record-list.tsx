import { useState } from 'react';
import type { FiledRecord } from '../../trpc/client.ts';
import { useListFocus } from '../../ui/use-list-focus.ts';
import { RecordRow } from './record-row.tsx';
import type { RecordActions } from './use-record-actions.ts';

/** Records under a heading. */
export interface RecordGroup {
  /** Null when the list needs no heading. */
  readonly title: string | null;
  readonly items: readonly FiledRecord[];
}

/** A drawer's records, walked with the keyboard across all groups. */
export function RecordList(props: { label: string; groups: readonly RecordGroup[]; actions: RecordActions }) {
  const { label, groups, actions } = props;
  const [current, setCurrent] = useState<string | null>(null);
  const listFocus = useListFocus<HTMLElement>();
  const records = groups.flatMap((group) => group.items);
  const tabStop = records.some((record) => record.id === current) ? current : records[0]?.id;
  return (
    <section aria-label={label} {...listFocus} className="space-y-8">
      {groups.map((group) => (
        <div key={group.title ?? ''}>
          {group.title ? (
            <h2 className="mb-1 flex items-baseline gap-2 text-sm font-medium text-faint">
              {group.title}
              <span className="text-xs font-normal">{group.items.length}</span>
            </h2>
          ) : null}
          <ul className="divide-y divide-line">
            {group.items.map((record) => (
              <RecordRow
                key={record.id}
                record={record}
                actions={actions}
                tabbable={record.id === tabStop}
                onFocus={setCurrent}
              />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

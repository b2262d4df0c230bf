import { AlarmClock, AlarmClockOff, Archive, ArchiveRestore, Check, Pencil, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FiledRecord } from '../../trpc/client.ts';
import { Button } from '../../ui/button.tsx';
import { canBeDone } from './filters.ts';
import { SnoozeMenu } from './snooze-menu.tsx';
import type { RecordActions } from './use-record-actions.ts';

/** What can be done with the record that is shown; each can be taken back. */
export function RecordBar(props: { record: FiledRecord; actions: RecordActions; onEdit: () => void }) {
  const { record, actions, onEdit } = props;
  const { status } = record;
  if (status === 'archived') {
    return (
      <Bar>
        <Button size="sm" onClick={() => actions.restore(record)}>
          <ArchiveRestore className="icon" aria-hidden="true" />
          Restore
        </Button>
      </Bar>
    );
  }
  return (
    <Bar>
      {canBeDone[record.category] ? (
        <Button
          size="sm"
          look={status === 'done' ? 'quiet' : 'primary'}
          aria-keyshortcuts="x"
          onClick={() => actions.toggleDone(record)}
        >
          {status === 'done' ? (
            <RotateCcw className="icon" aria-hidden="true" />
          ) : (
            <Check className="icon" aria-hidden="true" />
          )}
          {status === 'done' ? 'Open again' : 'Done'}
        </Button>
      ) : null}
      <Button size="sm" aria-keyshortcuts="e" onClick={onEdit}>
        <Pencil className="icon" aria-hidden="true" />
        Edit
      </Button>
      {status === 'snoozed' ? (
        <Button size="sm" aria-keyshortcuts="z" onClick={() => actions.wake(record)}>
          <AlarmClockOff className="icon" aria-hidden="true" />
          Bring back
        </Button>
      ) : status === 'open' ? (
        <SnoozeMenu
          onSnooze={(untilMs) => actions.snooze(record, untilMs)}
          trigger={
            <Button size="sm" aria-keyshortcuts="z">
              <AlarmClock className="icon" aria-hidden="true" />
              Snooze
            </Button>
          }
        />
      ) : null}
      <Button size="sm" aria-keyshortcuts="a" onClick={() => actions.archive(record)}>
        <Archive className="icon" aria-hidden="true" />
        Archive
      </Button>
    </Bar>
  );
}

function Bar({ children }: { children: ReactNode }) {
  return <div className="mt-6 flex flex-wrap gap-2 border-t border-line pt-4">{children}</div>;
}

import { AlarmClock, AlarmClockOff, Archive, ArchiveRestore, Pencil, Repeat } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/router';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { FiledRecord } from '../../trpc/client.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { isTyping } from '../../ui/list-keys.ts';
import { DueDate, Until } from '../../ui/time.tsx';
import { focusNeighbour, listItemAttribute } from '../../ui/use-list-focus.ts';
import { useViewer } from '../account/viewer.ts';
import { DoneToggle } from './done-toggle.tsx';
import { detailsOf } from './field-definitions.ts';
import { canBeDone } from './filters.ts';
import { recordAddress } from './record-address.ts';
import { RecordEditor } from './record-editor.tsx';
import { recurrenceWords } from './recurrence.ts';
import { snoozeChoices } from './snooze-choices.ts';
import { SnoozeMenu } from './snooze-menu.tsx';
import type { RecordActions } from './use-record-actions.ts';

interface Props {
  record: FiledRecord;
  actions: RecordActions;
  tabbable: boolean;
  onFocus: (id: string) => void;
}

/** One record of a drawer: read, edited, finished and put away in its place. */
export function RecordRow({ record, actions, tabbable, onFocus }: Props) {
  const [editing, setEditing] = useState(false);
  const ref = useRef<HTMLLIElement>(null);
  const { push } = useRouter();
  const { timezone } = useViewer();
  const archived = record.status === 'archived';
  const done = record.status === 'done';
  const snoozed = record.status === 'snoozed';

  const close = () => {
    setEditing(false);
    ref.current?.focus();
  };
  const go = (act: (record: FiledRecord) => void) => {
    if (ref.current) focusNeighbour(ref.current);
    act(record);
  };
  const tomorrow = (chosen: FiledRecord) => {
    const choice = snoozeChoices(Date.now(), timezone).find(({ label }) => label === 'Tomorrow');
    if (choice) actions.snooze(chosen, choice.untilMs);
  };
  const keys: Readonly<Record<string, (() => void) | false>> = {
    e: !archived && (() => setEditing(true)),
    Enter: () => void push(recordAddress(record.id)),
    x: !archived && canBeDone[record.category] && (() => go(actions.toggleDone)),
    z: () => (snoozed ? go(actions.wake) : record.status === 'open' && go(tomorrow)),
    a: () => go(archived ? actions.restore : actions.archive),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter on one of the row's own buttons presses that button.
    if (editing || isTyping(event) || (event.key === 'Enter' && event.target !== event.currentTarget)) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  return (
    <li
      ref={ref}
      {...{ [listItemAttribute]: '' }}
      tabIndex={tabbable ? 0 : -1}
      onFocus={() => onFocus(record.id)}
      onKeyDown={onKeyDown}
      className="group -mx-3 rounded-lg px-3 py-3 sm:-mx-4 sm:px-4"
    >
      {editing ? (
        <RecordEditor record={record} onSave={actions.save} onClose={close} />
      ) : (
        <div className="flex items-start gap-3">
          {canBeDone[record.category] && !archived ? (
            <DoneToggle title={record.title} done={done} onToggle={() => go(actions.toggleDone)} />
          ) : null}
          <div className="min-w-0 flex-1">
            <h3
              dir="auto"
              className={cx(
                'font-serif text-lg leading-snug wrap-anywhere',
                done && 'text-faint line-through',
              )}
            >
              <Link href={recordAddress(record.id)} className="underline-offset-3 hover:underline">
                {record.title}
              </Link>
            </h3>
            <RecordDetails record={record} />
          </div>
          <div className="-mr-2 flex shrink-0 sm:opacity-0 sm:group-focus-within:opacity-100 sm:group-hover:opacity-100">
            {archived ? (
              <IconButton label={`Restore ${record.title}`} onClick={() => go(actions.restore)}>
                <ArchiveRestore className="icon" />
              </IconButton>
            ) : (
              <>
                <IconButton label={`Edit ${record.title}`} onClick={() => setEditing(true)}>
                  <Pencil className="icon" />
                </IconButton>
                {snoozed ? (
                  <IconButton label={`Bring back ${record.title}`} onClick={() => go(actions.wake)}>
                    <AlarmClockOff className="icon" />
                  </IconButton>
                ) : done ? null : (
                  <SnoozeMenu
                    onSnooze={(untilMs) => go((chosen) => actions.snooze(chosen, untilMs))}
                    trigger={
                      <IconButton label={`Snooze ${record.title}`} className="max-sm:hidden">
                        <AlarmClock className="icon" />
                      </IconButton>
                    }
                  />
                )}
                <IconButton label={`Archive ${record.title}`} onClick={() => go(actions.archive)}>
                  <Archive className="icon" />
                </IconButton>
              </>
            )}
          </div>
        </div>
      )}
    </li>
  );
}

function RecordDetails({ record }: { record: FiledRecord }) {
  const details = detailsOf(record);
  const recurrence = recurrenceWords(record);
  const until = record.status === 'snoozed' ? record.snoozedUntil : null;
  if (details.length === 0 && record.dueAt === null && recurrence === null && until === null) return null;
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-soft">
      {until ? <Until at={until} /> : null}
      {record.dueAt ? (
        <DueDate dueAt={record.dueAt} dueAllDay={record.dueAllDay} settled={record.status !== 'open'} />
      ) : null}
      {recurrence ? (
        <span className="inline-flex items-center gap-1 text-xs text-faint">
          <Repeat className="size-3" aria-hidden="true" />
          {recurrence}
        </span>
      ) : null}
      {details.map(({ label, text }) => (
        <span key={text} className="line-clamp-2 min-w-0 wrap-anywhere">
          {label ? <span className="text-faint">{label}: </span> : null}
          {text}
        </span>
      ))}
    </div>
  );
}

import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { type FiledRecord, trpc } from '../../trpc/client.ts';
import { explain, reasonOf } from '../../trpc/explain.ts';
import { Button, SubmitButton } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { FormError } from '../account/form-error.tsx';
import { useViewer } from '../account/viewer.ts';
import { ConflictNotice } from './conflict-notice.tsx';
import { EditedField } from './edited-field.tsx';
import { fieldDefinitions, fieldText } from './field-definitions.ts';
import { changesOf, draftOf, type RecordChanges, type RecordDraft } from './record-changes.ts';
import { rebased } from './record-conflict.ts';
import { canRecur, rhythmChoices } from './recurrence.ts';

interface Props {
  record: FiledRecord;
  /** Saves changes made on this version of the record; rejects with what the server said. */
  onSave: (base: FiledRecord, changes: RecordChanges) => Promise<void>;
  onClose: () => void;
}

/** Edits a record in its place. Escape leaves without saving; what was changed elsewhere meanwhile is shown first. */
export function RecordEditor({ record, onSave, onClose }: Props) {
  const { timezone } = useViewer();
  const utils = trpc.useUtils();
  // The record may be fetched anew meanwhile; the edit goes on from the version it began with.
  const [base, setBase] = useState(record);
  const [draft, setDraft] = useState<RecordDraft>(() => draftOf(record, timezone));
  const [theirs, setTheirs] = useState<FiledRecord | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const save = async (from: FiledRecord, edited: RecordDraft) => {
    const changes = changesOf(from, edited, timezone);
    if (!changes) return onClose();
    setBusy(true);
    setError(null);
    try {
      await onSave(from, changes);
      onClose();
    } catch (thrown) {
      if (reasonOf(thrown) === 'conflict') await meet();
      else setError(explain(thrown));
      setBusy(false);
    }
  };
  /** Looks at what the record is now. */
  const meet = async () => {
    try {
      const { record: now } = await utils.client.record.get.query({ id: record.id });
      setTheirs(now);
    } catch (thrown) {
      setError(explain(thrown));
    }
  };
  const saveOver = (now: FiledRecord) => {
    const merged = rebased({ base, draft, theirs: now }, timezone);
    setBase(now);
    setDraft(merged);
    setTheirs(null);
    void save(now, merged);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void save(base, draft);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void save(base, draft);
  };
  const setField = (name: string, value: string) =>
    setDraft((current) => ({ ...current, fields: { ...current.fields, [name]: value } }));
  const repeats = draft.fields['recurrence'] ?? '';

  return (
    <form
      onSubmit={onSubmit}
      onKeyDown={onKeyDown}
      aria-label={`Edit ${record.title}`}
      className="space-y-4 py-2"
    >
      <TextField
        label="Title"
        value={draft.title}
        required
        maxLength={200}
        autoFocus
        onChange={(event) => setDraft({ ...draft, title: event.target.value })}
      />
      {fieldDefinitions[record.category].map((definition) => (
        <EditedField
          key={definition.name}
          definition={definition}
          value={draft.fields[definition.name] ?? ''}
          onChange={(value) => setField(definition.name, value)}
        />
      ))}
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-3">
        <TextField
          label="Due on"
          type="date"
          value={draft.dueDay}
          onChange={(event) => setDraft({ ...draft, dueDay: event.target.value })}
        />
        <TextField
          label="At"
          type="time"
          value={draft.dueTime}
          disabled={draft.dueDay === ''}
          onChange={(event) => setDraft({ ...draft, dueTime: event.target.value })}
        />
        {canRecur(record.category) ? (
          <SelectField
            label="Repeats"
            value={repeats}
            onChange={(event) => setField('recurrence', event.target.value)}
          >
            {rhythmChoices(fieldText(base, 'recurrence')).map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </SelectField>
        ) : null}
      </div>
      <FormError message={error} />
      {theirs ? (
        <ConflictNotice
          edit={{ base, draft, theirs }}
          busy={busy}
          onMine={() => saveOver(theirs)}
          onTheirs={() => {
            void utils.record.invalidate();
            onClose();
          }}
        />
      ) : (
        <div className="flex gap-2">
          <SubmitButton look="primary" busy={busy}>
            Save
          </SubmitButton>
          <Button look="plain" onClick={onClose}>
            Cancel
          </Button>
        </div>
      )}
    </form>
  );
}

import { type FormEvent, type KeyboardEvent, useState } from 'react';
import type { FiledRecord } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { FormError } from '../account/form-error.tsx';
import { useViewer } from '../account/viewer.ts';
import { type FieldDefinition, fieldDefinitions } from './field-definitions.ts';
import { changesOf, draftOf, type RecordChanges, type RecordDraft } from './record-changes.ts';
import { RecordOrigin } from './record-origin.tsx';

interface Props {
  record: FiledRecord;
  onSave: (changes: RecordChanges) => Promise<void>;
  onClose: () => void;
}

/** Edits a record in its place in the list. Escape leaves without saving. */
export function RecordEditor({ record, onSave, onClose }: Props) {
  const { timezone } = useViewer();
  // The record may be fetched anew meanwhile; the edit goes on from the version it began with.
  const [draft, setDraft] = useState<RecordDraft>(() => draftOf(record, timezone));
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const save = async () => {
    const changes = changesOf(record, draft, timezone);
    if (!changes) return onClose();
    setBusy(true);
    setError(null);
    try {
      await onSave(changes);
      onClose();
    } catch (thrown) {
      setError(explain(thrown));
      setBusy(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void save();
  };
  const setField = (name: string, value: string) =>
    setDraft((current) => ({ ...current, fields: { ...current.fields, [name]: value } }));

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
      <div className="grid grid-cols-2 gap-4">
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
      </div>
      <FormError message={error} />
      <div className="flex gap-2">
        <Button type="submit" look="primary" busy={busy}>
          Save
        </Button>
        <Button look="plain" onClick={onClose}>
          Cancel
        </Button>
      </div>
      <RecordOrigin id={record.id} />
    </form>
  );
}

function EditedField(props: {
  definition: FieldDefinition;
  value: string;
  onChange: (value: string) => void;
}) {
  const { definition, value, onChange } = props;
  const { label, kind, choices = [], required } = definition;
  if (kind === 'choice') {
    return (
      <SelectField
        label={label}
        value={value}
        required={required}
        onChange={(event) => onChange(event.target.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </SelectField>
    );
  }
  const Field = kind === 'text' ? TextArea : TextField;
  return (
    <Field
      label={label}
      value={value}
      required={required}
      maxLength={kind === 'text' ? 2000 : 500}
      onChange={(event: { target: { value: string } }) => onChange(event.target.value)}
    />
  );
}

import { Plus, X } from 'lucide-react';
import { IconButton } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { type FieldDraft, newKey } from './draft.ts';
import { fieldLabel, type ItemField } from './item-fields.ts';
import { TemplateField } from './template-field.tsx';

interface Props {
  fields: readonly FieldDraft[];
  /** What the record's drawer has. */
  known: readonly ItemField[];
  /** What the texts may hold. */
  itemFields: readonly ItemField[];
  errorAt: (name: string) => string | undefined;
  onChange: (fields: readonly FieldDraft[]) => void;
}

const bare = (name: string) => name.replace(/^fields\./, '');

/** The fields of a record that an action sets, one a row. */
export function FieldRows({ fields, known, itemFields, errorAt, onChange }: Props) {
  const free = known.filter(({ name }) => fields.every((field) => field.name !== bare(name)));
  const change = (changed: FieldDraft) =>
    onChange(fields.map((each) => (each.key === changed.key ? changed : each)));
  return (
    <>
      {fields.map((field) => (
        <FieldRow
          key={field.key}
          field={field}
          choices={known.find(({ name }) => bare(name) === field.name)?.choices}
          itemFields={itemFields}
          error={errorAt(field.name)}
          onChange={change}
          onRemove={() => onChange(fields.filter((each) => each.key !== field.key))}
        />
      ))}
      {free.length > 0 ? (
        <label className="flex items-center gap-2 text-sm text-soft">
          <Plus className="icon" aria-hidden="true" />
          <select
            aria-label="Set another field"
            value=""
            onChange={(event) =>
              onChange([...fields, { key: newKey(), name: event.target.value, value: '' }])
            }
            className="h-8 min-w-0 rounded-lg border border-edge bg-sheet px-2.5 text-sm"
          >
            <option value="">Set a field …</option>
            {free.map(({ name, label }) => (
              <option key={name} value={bare(name)}>
                {label}
              </option>
            ))}
          </select>
        </label>
      ) : null}
    </>
  );
}

function FieldRow(props: {
  field: FieldDraft;
  choices: ItemField['choices'];
  itemFields: readonly ItemField[];
  error: string | undefined;
  onChange: (field: FieldDraft) => void;
  onRemove: () => void;
}) {
  const { field, choices, itemFields, error, onChange, onRemove } = props;
  const label = fieldLabel(`fields.${field.name}`);
  const picked = choices?.some(({ value }) => value === field.value) === true || field.value === '';
  return (
    <div className="grid grid-cols-[1fr_auto] items-start gap-2">
      {choices && picked ? (
        <SelectField
          label={label}
          value={field.value}
          error={error}
          onChange={(event) => onChange({ ...field, value: event.target.value })}
        >
          <option value="">Empty</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </SelectField>
      ) : (
        <TemplateField
          label={label}
          required
          value={field.value}
          itemFields={itemFields}
          maxLength={2_000}
          hint="Left empty, the field is emptied."
          error={error}
          onChange={(value) => onChange({ ...field, value })}
        />
      )}
      <IconButton label={`Don’t set ${label}`} onClick={onRemove} className="mt-7">
        <X className="icon" />
      </IconButton>
    </div>
  );
}

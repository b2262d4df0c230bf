import { SelectField, TextArea, TextField } from '../../ui/field.tsx';
import type { FieldDefinition } from './field-definitions.ts';

/** One of a drawer's own fields in the editor. */
export function EditedField(props: {
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

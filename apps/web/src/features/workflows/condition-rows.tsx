import { Plus, X } from 'lucide-react';
import { Button, IconButton } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { type ConditionDraft, isUnary, newKey, type Operator } from './draft.ts';
import type { FieldErrors } from './field-errors.ts';
import type { ItemField } from './item-fields.ts';
import { operatorLabels } from './words.ts';

interface Props {
  conditions: readonly ConditionDraft[];
  itemFields: readonly ItemField[];
  errors: FieldErrors;
  onChange: (conditions: readonly ConditionDraft[]) => void;
}

/** What must hold of an item, all of it. */
export function ConditionRows({ conditions, itemFields, errors, onChange }: Props) {
  const change = (changed: ConditionDraft) =>
    onChange(conditions.map((each) => (each.key === changed.key ? changed : each)));
  return (
    <div className="space-y-4">
      {conditions.map((condition, index) => (
        <ConditionRow
          key={condition.key}
          condition={condition}
          number={index + 1}
          itemFields={itemFields}
          errorAt={(part) => errors.get(`trigger.conditions.${index}.${part}`)}
          onChange={change}
          onRemove={() => onChange(conditions.filter((each) => each.key !== condition.key))}
        />
      ))}
      <Button
        size="sm"
        onClick={() =>
          onChange([...conditions, { key: newKey(), field: 'title', operator: 'contains', value: '' }])
        }
      >
        <Plus className="icon" aria-hidden="true" />
        {conditions.length === 0 ? 'Only if …' : 'And if …'}
      </Button>
    </div>
  );
}

function ConditionRow(props: {
  condition: ConditionDraft;
  number: number;
  itemFields: readonly ItemField[];
  errorAt: (part: 'field' | 'operator' | 'value') => string | undefined;
  onChange: (condition: ConditionDraft) => void;
  onRemove: () => void;
}) {
  const { condition, number, itemFields, errorAt, onChange, onRemove } = props;
  const field = itemFields.find(({ name }) => name === condition.field);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be a grid row in every browser
    <div
      role="group"
      aria-label={`Condition ${number}`}
      className="grid grid-cols-[1fr_auto] items-start gap-x-2 gap-y-3 sm:grid-cols-[1fr_1fr_1fr_auto]"
    >
      <div className="max-sm:col-start-1">
        <SelectField
          label="Field"
          value={condition.field}
          error={errorAt('field')}
          onChange={(event) => onChange({ ...condition, field: event.target.value, value: '' })}
        >
          {field ? null : <option value={condition.field}>{condition.field}</option>}
          {itemFields.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </SelectField>
      </div>
      <div className="max-sm:col-start-1">
        <SelectField
          label="Comparison"
          value={condition.operator}
          error={errorAt('operator')}
          onChange={(event) => onChange({ ...condition, operator: event.target.value as Operator })}
        >
          {Object.entries(operatorLabels).map(([operator, label]) => (
            <option key={operator} value={operator}>
              {label}
            </option>
          ))}
        </SelectField>
      </div>
      <div className="max-sm:col-start-1">
        {isUnary(condition.operator) ? null : (
          <ConditionValue
            field={field}
            value={condition.value}
            error={errorAt('value')}
            onChange={(value) => onChange({ ...condition, value })}
          />
        )}
      </div>
      <IconButton
        label={`Remove condition ${number}`}
        onClick={onRemove}
        className="mt-7 max-sm:col-start-2 max-sm:row-start-1"
      >
        <X className="icon" />
      </IconButton>
    </div>
  );
}

function ConditionValue(props: {
  field: ItemField | undefined;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const { field, value, error, onChange } = props;
  if (field?.choices) {
    return (
      <SelectField
        label="Value"
        value={value}
        error={error}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">Choose …</option>
        {field.choices.some((choice) => choice.value === value) || value === '' ? null : (
          <option value={value}>{value}</option>
        )}
        {field.choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </SelectField>
    );
  }
  return (
    <TextField
      label="Value"
      type={field?.kind === 'date' && /^(\d{4}-\d{2}-\d{2})?$/.test(value) ? 'date' : 'text'}
      value={value}
      error={error}
      maxLength={500}
      autoComplete="off"
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

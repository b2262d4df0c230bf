import { useState } from 'react';
import type { Category } from '../../trpc/client.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { categoryLooks } from '../categories/categories.ts';
import type { ParamSpec } from './action-kinds.ts';
import type { ItemField } from './item-fields.ts';
import { RecordPicker } from './record-picker.tsx';
import { TemplateField } from './template-field.tsx';
import { TimeField } from './time-field.tsx';

/** What a parameter's field has to know of the workflow around it. */
export interface ParamContext {
  /** Whether there is an item: a scheduled workflow has none. */
  readonly hasItem: boolean;
  readonly category: Category | undefined;
  readonly itemFields: readonly ItemField[];
  /** Whether a date that is there can be taken away. */
  readonly mayClear: boolean;
}

interface Props {
  spec: ParamSpec;
  value: string | null | undefined;
  error: string | undefined;
  context: ParamContext;
  onChange: (value: string | null) => void;
}

const statuses = [
  { value: 'done', label: 'Done' },
  { value: 'open', label: 'Open' },
  { value: 'archived', label: 'Put away' },
] as const;

/** One parameter of an action, asked for as its kind needs it. */
export function ParamField({ spec, value, error, context, onChange }: Props) {
  const { label, kind, required = false, hint, maxLength } = spec;
  const text = value ?? '';
  switch (kind) {
    case 'line':
    case 'text':
      return (
        <TemplateField
          lines={kind === 'text' ? 'several' : 'one'}
          value={text}
          itemFields={context.itemFields}
          {...{ label, required, hint, maxLength, error, onChange }}
        />
      );
    case 'time':
      return (
        <TimeField
          value={value === undefined ? '' : value}
          hasItem={context.hasItem}
          mayClear={context.mayClear}
          {...{ label, required, error, onChange }}
        />
      );
    case 'record':
      return <RecordParam value={text} optional={context.hasItem} {...{ label, error, onChange }} />;
    case 'drawer':
      return (
        <SelectField
          label={label}
          value={text}
          error={error}
          onChange={(event) => onChange(event.target.value)}
        >
          {categoryLooks.map((look) => (
            <option key={look.category} value={look.category}>
              {look.label}
            </option>
          ))}
        </SelectField>
      );
    case 'status':
      return (
        <SelectField
          label={`${label} (optional)`}
          value={text}
          error={error}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">As it is</option>
          {statuses.map((status) => (
            <option key={status.value} value={status.value}>
              {status.label}
            </option>
          ))}
          {text === 'snoozed' ? <option value="snoozed">Snoozed</option> : null}
        </SelectField>
      );
    case 'minutes':
      return (
        <TextField
          label={`${label} (optional)`}
          inputMode="numeric"
          value={text}
          hint={hint}
          error={error}
          onChange={(event) => onChange(event.target.value.replaceAll(/\D/g, ''))}
        />
      );
  }
}

/** The record an action is about. Mostly it is the workflow's item, so another one has to be asked for. */
function RecordParam(props: {
  label: string;
  value: string;
  optional: boolean;
  error: string | undefined;
  onChange: (id: string) => void;
}) {
  const { optional, ...rest } = props;
  const [other, setOther] = useState(false);
  if (!optional || other || rest.value !== '') return <RecordPicker {...rest} />;
  return (
    <p className="text-sm text-soft">
      The item that set the workflow off.{' '}
      <Button size="sm" look="plain" onClick={() => setOther(true)}>
        Pick another record
      </Button>
    </p>
  );
}

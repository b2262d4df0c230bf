import { useState } from 'react';
import { SelectField } from '../../ui/field.tsx';
import { categoryLooks, isCategory } from '../categories/categories.ts';
import { ConditionRows } from './condition-rows.tsx';
import type { TriggerType, WorkflowDraft } from './draft.ts';
import type { FieldErrors } from './field-errors.ts';
import type { ItemField } from './item-fields.ts';
import { readSchedule } from './schedule.ts';
import { ScheduleField } from './schedule-field.tsx';
import { triggerLabels } from './words.ts';

interface Props {
  draft: WorkflowDraft;
  itemFields: readonly ItemField[];
  errors: FieldErrors;
  onChange: (changes: Partial<WorkflowDraft>) => void;
}

/** What sets a workflow off: an item with conditions, a schedule, or the person. */
export function TriggerEditor({ draft, itemFields, errors, onChange }: Props) {
  const { type, category, conditions, schedule } = draft;
  const [custom, setCustom] = useState(() => readSchedule(schedule).rhythm === 'custom');
  const onItem = type !== 'scheduled';
  return (
    <div className="space-y-5">
      <div className="grid gap-x-3 gap-y-4 sm:grid-cols-[2fr_1fr]">
        <SelectField
          label="It runs when"
          value={type}
          error={errors.get('trigger.type')}
          onChange={(event) => onChange({ type: event.target.value as TriggerType })}
        >
          {Object.entries(triggerLabels).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </SelectField>
        {onItem ? (
          <SelectField
            label={type === 'manual' ? 'For an item of' : 'In'}
            value={category}
            error={errors.get('trigger.category')}
            onChange={(event) =>
              onChange({ category: isCategory(event.target.value) ? event.target.value : '' })
            }
          >
            <option value="">Any drawer</option>
            {categoryLooks.map((look) => (
              <option key={look.category} value={look.category}>
                {look.label}
              </option>
            ))}
          </SelectField>
        ) : null}
      </div>
      {onItem ? (
        <ConditionRows
          conditions={conditions}
          itemFields={itemFields}
          errors={errors}
          onChange={(next) => onChange({ conditions: next })}
        />
      ) : (
        <ScheduleField
          value={schedule}
          custom={custom}
          error={errors.get('trigger.schedule')}
          onChange={(next, asCron) => {
            setCustom(asCron);
            onChange({ schedule: next });
          }}
        />
      )}
    </div>
  );
}

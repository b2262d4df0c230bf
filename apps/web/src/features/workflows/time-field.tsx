import { useState } from 'react';
import { SelectField, TextField } from '../../ui/field.tsx';
import { useViewer } from '../account/viewer.ts';
import { readTime, type TimeChoice, type Unit, writeTime } from './time-template.ts';

interface Props {
  label: string;
  /** As it is kept; null where the date is taken away. */
  value: string | null;
  onChange: (value: string | null) => void;
  required: boolean;
  /** Whether there is an item whose date can be taken. */
  hasItem: boolean;
  /** Whether a date that is there can be taken away. */
  mayClear: boolean;
  error?: string | undefined;
}

const starts: Readonly<Record<TimeChoice['kind'], TimeChoice>> = {
  none: { kind: 'none' },
  due: { kind: 'due' },
  after: { kind: 'after', count: '1', unit: 'd' },
  on: { kind: 'on', day: '', time: '' },
  other: { kind: 'other', text: '' },
};

const unitLabels: readonly (readonly [Unit, string])[] = [
  ['m', 'minutes'],
  ['h', 'hours'],
  ['d', 'days'],
  ['w', 'weeks'],
];

/** When a step's task is due or its event starts: chosen, not written. */
export function TimeField({ label, value, onChange, required, hasItem, mayClear, error }: Props) {
  const { timezone } = useViewer();
  const [choice, setChoice] = useState<TimeChoice | null>(() =>
    value === null ? null : value === '' && required ? starts.after : readTime(value, timezone),
  );
  const choose = (next: TimeChoice | null) => {
    setChoice(next);
    onChange(next === null ? null : writeTime(next, timezone));
  };
  const placed = choice?.kind === 'none' || choice === null || choice.kind === 'due';
  return (
    <div className="grid gap-x-3 gap-y-3 sm:grid-cols-2">
      <SelectField
        label={required ? label : `${label} (optional)`}
        value={choice?.kind ?? 'clear'}
        error={placed ? error : undefined}
        onChange={(event) => {
          const { value: kind } = event.target;
          choose(kind === 'clear' ? null : (starts[kind as TimeChoice['kind']] ?? starts.none));
        }}
      >
        {required ? null : <option value="none">{mayClear ? 'As it is' : 'No date'}</option>}
        {mayClear ? <option value="clear">Take the date away</option> : null}
        {hasItem || choice?.kind === 'due' ? <option value="due">When the item is due</option> : null}
        <option value="after">Some time after the run</option>
        <option value="on">On a certain day</option>
        {choice?.kind === 'other' ? <option value="other">Something else</option> : null}
      </SelectField>
      {choice?.kind === 'after' ? (
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label="How long"
            inputMode="numeric"
            value={choice.count}
            error={error}
            onChange={(event) => choose({ ...choice, count: event.target.value.replaceAll(/\D/g, '') })}
          />
          <SelectField
            label="Unit"
            value={choice.unit}
            onChange={(event) => choose({ ...choice, unit: event.target.value as Unit })}
          >
            {unitLabels.map(([unit, name]) => (
              <option key={unit} value={unit}>
                {name}
              </option>
            ))}
          </SelectField>
        </div>
      ) : null}
      {choice?.kind === 'on' ? (
        <div className="grid grid-cols-2 gap-3">
          <TextField
            label="Day"
            type="date"
            value={choice.day}
            error={error}
            onChange={(event) => choose({ ...choice, day: event.target.value })}
          />
          <TextField
            label="At"
            type="time"
            value={choice.time}
            disabled={choice.day === ''}
            onChange={(event) => choose({ ...choice, time: event.target.value })}
          />
        </div>
      ) : null}
      {choice?.kind === 'other' ? (
        <TextField
          label="Written out"
          value={choice.text}
          error={error}
          onChange={(event) => choose({ kind: 'other', text: event.target.value })}
        />
      ) : null}
    </div>
  );
}

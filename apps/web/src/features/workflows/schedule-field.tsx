import { SelectField, TextField } from '../../ui/field.tsx';
import { useViewer } from '../account/viewer.ts';
import { cronOf, type Rhythm, readSchedule, type Schedule, weekdayNames } from './schedule.ts';

const rhythmLabels: Readonly<Record<Rhythm, string>> = {
  hourly: 'Every hour',
  daily: 'Every day',
  weekdays: 'Monday to Friday',
  weekly: 'Every week',
  monthly: 'Every month',
  custom: 'As a cron expression',
};

const starts: Readonly<Record<Exclude<Rhythm, 'custom'>, Schedule>> = {
  hourly: { rhythm: 'hourly', minute: 0 },
  daily: { rhythm: 'daily', time: '09:00' },
  weekdays: { rhythm: 'weekdays', time: '09:00' },
  weekly: { rhythm: 'weekly', weekday: 1, time: '09:00' },
  monthly: { rhythm: 'monthly', day: 1, time: '09:00' },
};

interface Props {
  /** A cron expression. */
  value: string;
  /** Whether the expression itself is edited, also while it says one of the rhythms. */
  custom: boolean;
  onChange: (value: string, custom: boolean) => void;
  error?: string | undefined;
}

/** When a scheduled workflow runs. */
export function ScheduleField({ value, custom, onChange, error }: Props) {
  const { timezone } = useViewer();
  const schedule: Schedule = custom ? { rhythm: 'custom', cron: value } : readSchedule(value);
  const set = (next: Schedule) => onChange(cronOf(next), next.rhythm === 'custom');
  return (
    <div className="grid gap-x-3 gap-y-4 sm:grid-cols-3">
      <SelectField
        label="How often"
        value={schedule.rhythm}
        onChange={(event) => {
          const rhythm = event.target.value as Rhythm;
          set(rhythm === 'custom' ? { rhythm, cron: value } : starts[rhythm]);
        }}
      >
        {Object.entries(rhythmLabels).map(([rhythm, label]) => (
          <option key={rhythm} value={rhythm}>
            {label}
          </option>
        ))}
      </SelectField>
      {schedule.rhythm === 'weekly' ? (
        <SelectField
          label="On"
          value={schedule.weekday}
          onChange={(event) => set({ ...schedule, weekday: Number(event.target.value) })}
        >
          {[1, 2, 3, 4, 5, 6, 0].map((weekday) => (
            <option key={weekday} value={weekday}>
              {weekdayNames[weekday]}
            </option>
          ))}
        </SelectField>
      ) : null}
      {schedule.rhythm === 'monthly' ? (
        <SelectField
          label="On day"
          value={schedule.day}
          onChange={(event) => set({ ...schedule, day: Number(event.target.value) })}
        >
          {Array.from({ length: 31 }, (_, index) => (
            <option key={index} value={index + 1}>
              {index + 1}
            </option>
          ))}
        </SelectField>
      ) : null}
      {'time' in schedule ? (
        <TextField
          label="At"
          type="time"
          required
          value={schedule.time}
          error={error}
          hint={`Your time, ${timezone}.`}
          onChange={(event) => {
            if (event.target.value !== '') set({ ...schedule, time: event.target.value });
          }}
        />
      ) : null}
      {schedule.rhythm === 'hourly' ? (
        <SelectField
          label="Minutes past"
          value={schedule.minute}
          error={error}
          onChange={(event) => set({ rhythm: 'hourly', minute: Number(event.target.value) })}
        >
          {Array.from({ length: 60 }, (_, minute) => (
            <option key={minute} value={minute}>
              {minute}
            </option>
          ))}
        </SelectField>
      ) : null}
      {schedule.rhythm === 'custom' ? (
        <div className="sm:col-span-2">
          <TextField
            label="Minute, hour, day, month, weekday"
            value={schedule.cron}
            error={error}
            hint={`Such as 0 9 * * 1 for Mondays at nine. Your time, ${timezone}.`}
            className="font-mono"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value, true)}
          />
        </div>
      ) : null}
    </div>
  );
}

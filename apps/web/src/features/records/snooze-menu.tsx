import { AlarmClock } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { SubmitButton } from '../../ui/button.tsx';
import { instantOf, timeOf } from '../../ui/dates.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../ui/menu.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useViewer } from '../account/viewer.ts';
import { dayAfter, morning, snoozeChoices } from './snooze-choices.ts';

/** Offers to put something off: the usual mornings, or any day. */
export function SnoozeMenu({
  trigger,
  onSnooze,
}: {
  trigger: ReactNode;
  onSnooze: (untilMs: number) => void;
}) {
  const { timezone } = useViewer();
  const now = useNow();
  const [choosing, setChoosing] = useState(false);
  return (
    <>
      <Menu label="Snooze until" trigger={trigger}>
        <MenuLabel>Snooze until</MenuLabel>
        {snoozeChoices(now, timezone).map(({ label, untilMs }) => (
          <MenuItem key={label} onSelect={() => onSnooze(untilMs)}>
            <span className="flex-1">{label}</span>
            <span className="text-xs text-faint">{timeOf(untilMs, timezone)}</span>
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem onSelect={() => setChoosing(true)}>
          <AlarmClock className="icon" aria-hidden="true" />
          Choose a day…
        </MenuItem>
      </Menu>
      <Dialog open={choosing} onOpenChange={setChoosing} title="Snooze until">
        <DayForm
          firstDay={dayAfter(now, 1, timezone)}
          onChoose={(day, time) => {
            setChoosing(false);
            onSnooze(instantOf(day, time, timezone));
          }}
        />
      </Dialog>
    </>
  );
}

function DayForm({
  firstDay,
  onChoose,
}: {
  firstDay: string;
  onChoose: (day: string, time: string) => void;
}) {
  const [day, setDay] = useState(firstDay);
  const [time, setTime] = useState(morning);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    onChoose(day, time);
  };
  return (
    <form onSubmit={onSubmit} className="space-y-4">
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label="Day"
          type="date"
          required
          min={firstDay}
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
        <TextField
          label="Time"
          type="time"
          required
          value={time}
          onChange={(event) => setTime(event.target.value)}
        />
      </div>
      <SubmitButton look="primary">Snooze</SubmitButton>
    </form>
  );
}

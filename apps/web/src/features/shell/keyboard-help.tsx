import { useEffect, useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { categoryLooks } from '../categories/categories.ts';
import { places } from './navigation.ts';
import { shortcutsSwitch } from './use-shortcuts.ts';

const groups: readonly {
  title: string;
  keys: readonly (readonly [keys: readonly string[], does: string])[];
}[] = [
  {
    title: 'Capture',
    keys: [
      [['c'], 'Go to the capture box'],
      [['/'], 'Search; in the inbox, the capture box'],
      [['Enter'], 'Keep the thought, or ask the question'],
      [['Ctrl', 'Enter'], 'Keep it, whatever it is'],
      [['Shift', 'Enter'], 'New line'],
    ],
  },
  {
    title: 'In a list, and on a record',
    keys: [
      [['j', 'k'], 'Next, previous (also the arrow keys)'],
      ...categoryLooks.map(({ digit, label }) => [[digit], `File the thought under ${label}`] as const),
      [['Enter'], 'Open the record'],
      [['e'], 'Edit the record'],
      [['x'], 'Done, or open again'],
      [['z'], 'Snooze until tomorrow, or bring back'],
      [['a'], 'Archive, or restore'],
    ],
  },
  {
    title: 'Go to',
    keys: [...places.map(({ goKey, label }) => [['g', goKey], label] as const), [['?'], 'This help']],
  },
];

/** All keys in one place, and the switch that turns them off. */
export function KeyboardHelp({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const [on, setOn] = useState(true);
  useEffect(() => {
    if (open) setOn(shortcutsSwitch.read());
  }, [open]);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard">
      <div className="space-y-5">
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className="text-sm font-medium text-faint">{group.title}</h3>
            <dl className="mt-2 space-y-1.5">
              {group.keys.map(([keys, does]) => (
                <div key={does} className="flex items-center justify-between gap-4 text-sm">
                  <dt>{does}</dt>
                  <dd className="flex shrink-0 gap-1">
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label className="mt-6 flex items-center gap-3 border-t border-line pt-4 text-sm">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={on}
          onChange={(event) => {
            shortcutsSwitch.write(event.target.checked);
            setOn(event.target.checked);
          }}
        />
        Single keys act on the page
      </label>
    </Dialog>
  );
}

import { FlaskConical } from 'lucide-react';
import { cx } from '../../ui/class-names.ts';
import { SelectField } from '../../ui/field.tsx';
import { dependencyName } from '../operations/words.ts';
import { type DemoSituation, demoSituations } from './situations.ts';
import { useDemoSwitches } from './use-demo-switches.ts';

const situationWords: Readonly<Record<DemoSituation, string>> = {
  down: 'Down (503)',
  hanging: 'Hangs, never answers',
  flaky: 'Fails half the time',
  limited: 'Asks to slow down (429)',
};

/** The demo's own controls: what is wrong with each simulated vendor. */
export function DemoSwitches() {
  const { switches, change } = useDemoSwitches();
  if (!switches.data) return null;
  return (
    <section
      aria-labelledby="demo-switches"
      className="mb-10 rounded-card border border-dashed border-edge bg-review-tint p-4 sm:p-5"
    >
      <h2 id="demo-switches" className="flex items-center gap-2 font-medium">
        <FlaskConical className="icon text-review" aria-hidden="true" />
        This is a demo: the vendors are simulated
      </h2>
      <p className="mt-1 text-sm text-soft">
        Let one fail, capture a few thoughts, and watch what becomes of them below.
      </p>
      <div className="mt-4 grid grid-cols-2 gap-3 md:grid-cols-3">
        {switches.data.map(({ vendor, situation }) => (
          <SelectField
            key={vendor}
            label={dependencyName(vendor)}
            value={situation ?? ''}
            disabled={change.isPending}
            onChange={(event) => {
              const wanted = demoSituations.find((name) => name === event.target.value) ?? null;
              change.mutate({ vendor, situation: wanted });
            }}
            className={cx('text-sm', situation !== null && 'border-danger text-danger')}
          >
            <option value="">Answers</option>
            {demoSituations.map((name) => (
              <option key={name} value={name}>
                {situationWords[name]}
              </option>
            ))}
          </SelectField>
        ))}
      </div>
    </section>
  );
}

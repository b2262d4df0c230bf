import type { FiledRecord } from '../../trpc/client.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useViewer } from '../account/viewer.ts';
import type { RecordDraft } from './record-changes.ts';
import { differencesOf } from './record-conflict.ts';

/** Says what was changed elsewhere while this edit was made, and lets the person choose. */
export function ConflictNotice(props: {
  edit: { base: FiledRecord; draft: RecordDraft; theirs: FiledRecord };
  busy: boolean;
  onMine: () => void;
  onTheirs: () => void;
}) {
  const { timezone } = useViewer();
  const differences = differencesOf(props.edit, useNow(), timezone);
  return (
    <div role="alert" className="rounded-card bg-review-tint px-4 py-3 text-sm">
      <p className="font-medium text-review">This was changed somewhere else while you edited it.</p>
      <ul className="mt-2 space-y-1.5">
        {differences.map(({ label, theirs, mine }) => (
          <li key={label} className="wrap-anywhere">
            {label} is now <Quoted text={theirs} />
            {mine === null ? '.' : null}
            {mine === null ? null : (
              <>
                , and you wrote <Quoted text={mine} />.
              </>
            )}
          </li>
        ))}
        {differences.length === 0 ? (
          <li>What you see here is as it was; something behind it changed.</li>
        ) : null}
      </ul>
      <p className="mt-2 text-soft">
        Saving yours changes only what you edited. Everything else stays as it is now.
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="sm" look="primary" busy={props.busy} onClick={props.onMine}>
          Save mine
        </Button>
        <Button size="sm" onClick={props.onTheirs}>
          Keep the other
        </Button>
      </div>
    </div>
  );
}

function Quoted({ text }: { text: string }) {
  return text === '' ? <em>empty</em> : <q className="font-medium">{text}</q>;
}

import { type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import { type FiledRecord, type RecordConflict, trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { Button } from '../../ui/button.tsx';
import { noticeOf } from '../../ui/notice.ts';
import { TimeAgo } from '../../ui/time.tsx';
import { focusNeighbour, listItemAttribute, useListFocus } from '../../ui/use-list-focus.ts';
import { useNow } from '../../ui/use-now.ts';
import { useViewer } from '../account/viewer.ts';
import { type KeptDifference, keptDifferences, type Taking } from './two-versions.ts';
import { meetingWords, otherWords, takenWords, takeWords, verdictWords } from './two-versions-words.ts';
import { type RecordActions, useRecordActions } from './use-record-actions.ts';

interface Props {
  record: FiledRecord;
  /** Where the focus goes once nothing is left to take. */
  onLast: () => void;
}

/** What edits of a record said that gave way to others elsewhere, as long as the record says otherwise. */
export function TwoVersions({ record, onLast }: Props) {
  const { data, error, refetch } = trpc.record.conflicts.useQuery(
    { id: record.id },
    { refetchInterval: 30_000 },
  );
  const nowMs = useNow();
  const { timezone } = useViewer();
  const listFocus = useListFocus<HTMLDivElement>();
  const kept = (data?.items ?? []).flatMap((conflict) => {
    const differences = keptDifferences(conflict, { record, nowMs, timezone });
    return differences.length > 0 ? [{ conflict, differences }] : [];
  });
  const [newest, ...earlier] = kept.map(({ conflict, differences }) => (
    <Kept key={conflict.id} {...{ record, conflict, differences, onLast }} />
  ));
  if (error && !data) {
    return (
      <p role="alert" className="mt-10 text-sm text-danger">
        Whether there is another version of this can’t be said. {explain(error)}{' '}
        <Button size="sm" look="plain" onClick={() => void refetch()}>
          Try again
        </Button>
      </p>
    );
  }
  if (newest === undefined) return null;
  return (
    <section aria-labelledby="versions" className="mt-10">
      <h2 id="versions" className="mb-2 text-sm font-medium text-faint">
        Two versions of this
      </h2>
      <div {...listFocus} className="space-y-5">
        {newest}
        {earlier.length > 0 ? (
          <details>
            <summary className="w-fit cursor-pointer text-sm text-soft underline-offset-3 hover:underline">
              {earlier.length === 1 ? 'One earlier time' : `${earlier.length} earlier times`}
            </summary>
            <div className="mt-4 space-y-5">{earlier}</div>
          </details>
        ) : null}
      </div>
    </section>
  );
}

function Kept(props: Props & { conflict: RecordConflict; differences: readonly KeptDifference[] }) {
  const { record, conflict, differences, onLast } = props;
  const actions = useRecordActions('open');
  const dismiss = useDismiss(record, conflict);
  const [busy, setBusy] = useState<string | null>(null);
  const take = async (button: HTMLElement, label: string, taking: Taking) => {
    focusNeighbour(button);
    if (document.activeElement === button) onLast();
    setBusy(label);
    if ('changes' in taking) await actions.edit(record, taking.changes, takenWords(label, conflict));
    else become(record, taking, actions);
    setBusy(null);
  };
  return (
    <div className="border-l-2 border-line pl-4">
      <p className="text-sm text-soft">
        {meetingWords(conflict)}, <TimeAgo at={conflict.createdAt} />. {verdictWords(conflict)}
      </p>
      <dl className="mt-3 space-y-4">
        {differences.map(({ label, now, other, taking, hint }) => (
          <div key={label}>
            <dt className="text-sm font-medium text-soft">{label}</dt>
            <dd className="mt-1 space-y-2">
              <Said where="Now" text={now} />
              <Said where={otherWords(conflict)} text={other}>
                {taking ? (
                  <Button
                    size="sm"
                    {...{ [listItemAttribute]: '' }}
                    busy={busy === label}
                    aria-label={takeWords(label, conflict)}
                    onClick={({ currentTarget }) => void take(currentTarget, label, taking)}
                  >
                    Use this
                  </Button>
                ) : null}
                {hint === null ? null : <span className="text-xs text-faint">{hint}</span>}
              </Said>
            </dd>
          </div>
        ))}
      </dl>
      <Button
        size="sm"
        className="mt-4"
        onClick={() => {
          onLast();
          dismiss();
        }}
      >
        Keep it as it is
      </Button>
    </div>
  );
}

/** Shows a conflict's versions no more, with a way back. */
function useDismiss(record: FiledRecord, conflict: RecordConflict): () => void {
  const utils = trpc.useUtils();
  const { mutateAsync } = trpc.record.dismissConflict.useMutation();
  return () => {
    const say = async (dismissed: boolean) => {
      try {
        await mutateAsync({ id: conflict.id, dismissed });
        if (dismissed) noticeOf(`conflict-${conflict.id}`, 'It stays as it is', () => void say(false));
      } catch (error) {
        toast.error(`Nothing was changed. ${explain(error)}`);
      }
      await utils.record.conflicts.invalidate({ id: record.id });
    };
    void say(true);
  };
}

/** What one of the two versions says. */
function Said({ where, text, children }: { where: string; text: string; children?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1.5">
      <span className="w-full text-xs text-faint sm:w-32">{where}</span>
      <span
        dir="auto"
        className="min-w-0 flex-1 font-serif text-lg leading-snug wrap-anywhere whitespace-pre-wrap"
      >
        {text}
      </span>
      {children}
    </div>
  );
}

/** Brings the record to where the other version has it, as its own buttons would. */
function become(
  record: FiledRecord,
  to: Exclude<Taking, { changes: unknown }>,
  actions: RecordActions,
): void {
  if (to.status === 'archived') actions.archive(record);
  else if (to.status === 'snoozed') actions.snooze(record, to.untilMs);
  else if (record.status === 'archived') actions.restore(record);
  else if (record.status === 'snoozed' && to.status === 'open') actions.wake(record);
  else actions.toggleDone(record);
}
